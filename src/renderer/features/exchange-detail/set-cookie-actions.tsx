import { useState } from 'react'
import { Button } from 'react-aria-components'
import { jarsFold } from '../../../shared/folds/jars.ts'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import { otherBrowser, type BrowserId } from '../../../shared/stream/participant.ts'
import { useCall } from '../../client/use-call.ts'
import { useView } from '../../client/use-view.ts'
import { setCookieTexts } from './set-cookie-texts.ts'
import { CookieDialog } from '../cookies/cookie-dialog.tsx'

interface SetCookieActionsProps {
  /** Who received the line. */
  readonly browser: BrowserId
  /** What it put into the jar. */
  readonly cookie: JarCookie
}

/** What a student may try with a cookie that was received: change it, give it to the other browser, bring an old one back. */
export const SetCookieActions = ({ browser, cookie }: SetCookieActionsProps) => {
  const call = useCall()
  const jars = useView(jarsFold)
  const [isTampering, setIsTampering] = useState(false)
  const [name, other] = [participantLabel(browser), otherBrowser(browser)]
  const put = (into: BrowserId) => void call('cookie.write', { browser: into, cookie })
  const isHeld = jars[browser].some((held) => held.name === cookie.name && held.value === cookie.value)
  return (
    <div className="set-cookie-actions">
      <Button
        className="button quiet"
        onPress={() => {
          setIsTampering(true)
        }}
      >
        {setCookieTexts.tamper}
      </Button>
      <Button
        className="button quiet"
        onPress={() => {
          put(other)
        }}
      >
        {setCookieTexts.copyTo(participantLabel(other))}
      </Button>
      {isHeld ? null : (
        <Button
          className="button quiet"
          onPress={() => {
            put(browser)
          }}
        >
          {setCookieTexts.putBack(name)}
        </Button>
      )}
      {isTampering ? (
        <CookieDialog
          browser={browser}
          cookie={cookie}
          onClose={() => {
            setIsTampering(false)
          }}
        />
      ) : null}
    </div>
  )
}
