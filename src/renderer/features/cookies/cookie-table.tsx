import { useState } from 'react'
import { cookieOriginsFold } from '../../../shared/folds/cookie-origins.ts'
import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { equalCookieOf } from '../../../shared/exchange/equal-cookie.ts'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { sessionsFold } from '../../../shared/story/sessions.ts'
import { useFollowed } from '../../client/follow.ts'
import { useView } from '../../client/use-view.ts'
import { CookieHeads } from './cookie-heads.tsx'
import { CookieRow, type CookieActionsProps } from './cookie-row.tsx'
import { cookiesTexts } from './cookies-texts.ts'
import { inOrderOf, orderAfter, type CookieOrder } from './sort-cookies.ts'

interface CookieTableProps extends CookieActionsProps {
  readonly browser: BrowserId
  readonly cookies: readonly JarCookie[]
}

/** The cookies of one jar, in the order that its user wants. */
export const CookieTable = ({ browser, cookies, ...actions }: CookieTableProps) => {
  const [order, setOrder] = useState<CookieOrder>()
  const describe = useDescription(browser)
  return (
    <table className="facts" aria-label={cookiesTexts.table(participantLabel(browser))}>
      <CookieHeads
        order={order}
        onSort={(column) => {
          setOrder(orderAfter(order, column))
        }}
      />
      <tbody>
        {inOrderOf(cookies, order).map((cookie) => (
          <CookieRow
            key={[cookie.domain, cookie.path, cookie.name, cookie.partitioned].join(' ')}
            cookie={cookie}
            {...describe(cookie)}
            {...actions}
          />
        ))}
      </tbody>
    </table>
  )
}

// What is told of a cookie that the jar does not say.
const useDescription = (browser: BrowserId) => {
  const lab = useView(labFold)
  const jars = useView(jarsFold)
  const origins = useView(cookieOriginsFold)
  const sessions = useView(sessionsFold)
  const { isCookie } = useFollowed()
  return (cookie: JarCookie) => ({
    isSimulated: lab.state === 'known' && lab.facts.browsers === 'simulated',
    equal: equalCookieOf(jars, origins, browser, cookie),
    session: sessions.ofCookie(cookie.value, browser),
    isFollowed: isCookie(cookie.value, browser),
  })
}
