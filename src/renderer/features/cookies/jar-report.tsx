import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { missingFrom, refusalsOfNow, type RefusalsView } from '../../../shared/folds/refusals.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import { actorLabel } from '../../../shared/exchange/asker-label.ts'
import { otherBrowser, type BrowserId } from '../../../shared/stream/participant.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { LongText } from '../../kit/long-text.tsx'
import { commonTexts } from '../../texts/common-texts.ts'
import { SetCookieText } from '../../widgets/set-cookie-text.tsx'
import { useCall } from '../../client/use-call.ts'
import { cookiesTexts } from './cookies-texts.ts'
import { CookieDialog } from './cookie-dialog.tsx'
import { CookieTable } from './cookie-table.tsx'
import { RefusedList } from './refused-list.tsx'

/** Lines that are shown of those that a browser received. */
const shownLines = 3

interface JarReportProps {
  readonly browser: BrowserId
  readonly cookies: readonly JarCookie[]
  /** The Set-Cookie lines that the browser received. */
  readonly lines: readonly SetCookieLine[]
  readonly refusals: RefusalsView
}

type Editing =
  | { readonly state: 'none' }
  | { readonly state: 'new' }
  | { readonly state: 'cookie'; readonly cookie: JarCookie }

/** One browser's jar now, what it refused, and the last lines that filled it. */
export const JarReport = ({ browser, cookies, lines, refusals }: JarReportProps) => {
  const call = useCall()
  const report = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState<Editing>({ state: 'none' })
  const stage = refusals.stage?.lesson
  const name = participantLabel(browser)
  const other = otherBrowser(browser)
  const close = () => {
    setEditing({ state: 'none' })
  }
  const remove = async (cookie: JarCookie) => {
    await call('cookie.delete', { browser, cookie })
    // The button is gone with its row; the keyboard goes on from here.
    report.current?.focus()
  }
  return (
    <div className="jar-report" data-participant={browser} tabIndex={0} role="group" aria-label={name} ref={report}>
      <div className="jar-report-head">
        <h3>{name}</h3>
        {stage === undefined ? null : <span className="tag stand-in-tag">{commonTexts.standIn}</span>}
        <IconButton
          icon={Plus}
          name={cookiesTexts.add(name)}
          onPress={() => {
            setEditing({ state: 'new' })
          }}
        />
      </div>
      {cookies.length === 0 ? (
        <p className="mute">
          {stage === undefined ? cookiesTexts.empty(name) : cookiesTexts.emptyOfStandIn(actorLabel(browser, [], stage))}
        </p>
      ) : (
        <CookieTable
          browser={browser}
          other={other}
          stage={stage}
          cookies={cookies}
          onEdit={(cookie) => {
            setEditing({ state: 'cookie', cookie })
          }}
          onCopy={(cookie) => void call('cookie.write', { browser: other, cookie })}
          onDelete={(cookie) => void remove(cookie)}
        />
      )}
      <RefusedList
        refusals={refusalsOfNow(refusals, browser)}
        areReasonsKnown={refusals.areReasonsKnown[browser]}
        missing={missingFrom(cookies, lines)}
      />
      <LastLines lines={lines} />
      {editing.state === 'new' ? <CookieDialog browser={browser} onClose={close} /> : null}
      {editing.state === 'cookie' ? <CookieDialog browser={browser} cookie={editing.cookie} onClose={close} /> : null}
    </div>
  )
}

const LastLines = ({ lines }: Pick<JarReportProps, 'lines'>) => (
  <>
    <h4>{cookiesTexts.lastLines}</h4>
    {lines.length === 0 ? <p className="mute">{cookiesTexts.noLines}</p> : null}
    <ul className="jar-report-lines">
      {lines.slice(-shownLines).map((line) => (
        <li key={line.id}>
          <span className="jar-report-number">#{line.exchange}</span>
          <LongText length={line.cookie.raw.length}>
            <SetCookieText cookie={line.cookie} />
          </LongText>
        </li>
      ))}
    </ul>
  </>
)
