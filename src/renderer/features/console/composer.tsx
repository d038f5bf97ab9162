import type { KeyboardEvent } from 'react'
import { Button } from 'react-aria-components'
import { browserIds, participantLabel, serverIds } from '../../../shared/stream/participant.ts'
import type { Composition } from './composition.ts'
import { useConsole } from './use-console.ts'
import { consoleTexts } from './console-texts.ts'
import { BodyField } from './body-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { HeaderFields } from './header-fields.tsx'
import { OriginNote } from './origin-note.tsx'
import { RequestPreview } from './request-preview.tsx'

interface ComposerProps {
  readonly composition: Composition
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const problemId = 'composer-problem'
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Everything of a request that can be said by hand, and below it the request as it will be sent. */
export const Composer = ({ composition, onKeyDown }: ComposerProps) => {
  const [{ draft, origin }, console] = useConsole()
  const { problems } = composition
  const problem = problems.method ?? problems.target
  return (
    <div className="composer" role="group" aria-label={consoleTexts.compose} onKeyDown={onKeyDown}>
      <RequestLine composition={composition} isWrong={problem !== undefined} />
      {problem === undefined ? null : (
        <p className="field-problem" id={problemId}>
          {problem}
        </p>
      )}
      {origin === undefined ? null : <OriginNote origin={origin} />}
      <div className="composer-part">
        <h3 className="composer-title">{consoleTexts.headers}</h3>
        <HeaderFields
          headers={draft.headers}
          problems={problems.headers}
          onChange={(headers) => {
            console.edit({ headers })
          }}
        >
          <CookieChoice />
        </HeaderFields>
      </div>
      <BodyField
        body={draft.body}
        problem={problems.body}
        onChange={(body) => {
          console.edit({ body })
        }}
      />
      <RequestPreview composition={composition} />
    </div>
  )
}

interface RequestLineProps {
  readonly composition: Composition
  readonly isWrong: boolean
}

const RequestLine = ({ composition: { canSend, send }, isWrong }: RequestLineProps) => {
  const [{ draft, sending }, console] = useConsole()
  return (
    <div className="composer-line">
      <ChoiceField
        name={consoleTexts.method}
        value={draft.method}
        options={[...new Set([...methods, draft.method])]}
        isMono
        onChange={(method) => {
          console.edit({ method })
        }}
      />
      <ChoiceField
        name={consoleTexts.server}
        value={draft.server}
        options={serverIds}
        nameOf={participantLabel}
        onChange={(server) => {
          console.edit({ server })
        }}
      />
      <input
        className="field mono composer-target"
        type="text"
        aria-label={consoleTexts.path}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problemId : undefined}
        value={draft.target}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          console.edit({ target: event.target.value })
        }}
      />
      <Button className="button primary" onPress={send} isDisabled={!canSend}>
        {sending.state === 'under-way' ? consoleTexts.sending : consoleTexts.send}
      </Button>
    </div>
  )
}

const CookieChoice = () => {
  const [{ draft }, console] = useConsole()
  return (
    <ChoiceField
      name={consoleTexts.cookies}
      value={draft.cookies}
      options={['none', ...browserIds] as const}
      nameOf={(choice) =>
        choice === 'none' ? consoleTexts.withoutCookies : consoleTexts.withCookiesOf(participantLabel(choice))
      }
      isLabelled
      onChange={(cookies) => {
        console.edit({ cookies })
      }}
    />
  )
}
