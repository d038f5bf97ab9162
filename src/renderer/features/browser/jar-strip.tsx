import { Button } from 'react-aria-components'
import { equalCookieOf } from '../../../shared/exchange/equal-cookie.ts'
import { actorLabel } from '../../../shared/exchange/asker-label.ts'
import { cookieOriginsFold } from '../../../shared/folds/cookie-origins.ts'
import { jarsFold } from '../../../shared/folds/jars.ts'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import { otherBrowser, type BrowserId } from '../../../shared/stream/participant.ts'
import { useFollowed } from '../../client/follow.ts'
import { useServices } from '../../client/use-services.ts'
import { useStage } from '../../client/use-stage.ts'
import { useView } from '../../client/use-view.ts'
import { cookieTags } from '../../widgets/cookie-tags.ts'
import { equalCookieText, sameAs } from '../../widgets/equal-cookie-texts.ts'
import { browserTexts } from './browser-texts.ts'

/** The cookies that a browser holds now, in one line. */
export const JarStrip = ({ browser }: { readonly browser: BrowserId }) => {
  const cookies = useView(jarsFold)[browser]
  return (
    <div className="jar-strip">
      <span className="tag jar-tag" aria-hidden>
        {browserTexts.jar}
      </span>
      {cookies.length === 0 ? (
        <span className="mute">{browserTexts.jarEmpty}</span>
      ) : (
        <ul aria-label={browserTexts.jarOf(participantLabel(browser))}>
          {cookies.map((cookie) => (
            <HeldCookie key={`${cookie.domain}${cookie.path}${cookie.name}`} browser={browser} cookie={cookie} />
          ))}
        </ul>
      )}
    </div>
  )
}

interface HeldCookieProps {
  readonly browser: BrowserId
  readonly cookie: JarCookie
}

const HeldCookie = ({ browser, cookie }: HeldCookieProps) => {
  const { isCookie } = useFollowed()
  return (
    <li className="jar-cookie" data-is-followed={isCookie(cookie.value, browser)}>
      <code title={`${cookie.name}=${cookie.value}`}>
        {cookie.name}=<span className="jar-value">{cookie.value}</span>
      </code>
      <EqualTag browser={browser} cookie={cookie} />
      {[...cookieTags(cookie), browserTexts.path(cookie.path)].map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
    </li>
  )
}

// That the other jar holds the very same, and why; all of it stands in the Cookies tab.
const EqualTag = ({ browser, cookie }: HeldCookieProps) => {
  const { reveal } = useServices()
  const { stage } = useStage()
  const equal = equalCookieOf(useView(jarsFold), useView(cookieOriginsFold), browser, cookie)
  if (equal === undefined) return null
  const other = actorLabel(otherBrowser(browser), [], stage)
  return (
    <Button
      className="tag jar-equal"
      aria-label={equalCookieText(equal, other)}
      onPress={() => {
        reveal({ cookie: { browser, name: cookie.name } })
      }}
    >
      {sameAs(other)}
    </Button>
  )
}
