import { cookieOriginsFold } from '../../../shared/folds/cookie-origins.ts'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { jarsFold } from '../../../shared/folds/jars.ts'
import { refusalsFold } from '../../../shared/folds/refusals.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import type { TabFeature } from '../../client/feature.ts'

/** The cookies that each browser really holds. */
export const cookiesFeature: TabFeature<'cookies'> = {
  id: 'cookies',
  title: 'Cookies',
  order: 30,
  load: async () => (await import('./cookies-panel.tsx')).CookiesPanel,
  folds: [jarsFold, cookieOriginsFold, exchangesFold, refusalsFold, setCookieLinesFold],
  reveals: {
    // All cookies are in sight there.
    cookie: ({ browser, name }, { store }) => store.viewOf(jarsFold)[browser].some((cookie) => cookie.name === name),
  },
}
