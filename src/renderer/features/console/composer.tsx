import type { KeyboardEvent } from 'react'
import { Button } from 'react-aria-components'
import { participantLabel } from '../../../shared/stream/node.ts'
import { browserIds } from '../../../shared/stream/participant.ts'
import { useConsole, type Composition } from './use-console.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { texts } from '../../texts/texts.ts'
import { BodyField } from './body-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { HeaderFields } from './header-fields.tsx'
import { OriginNote } from './origin-note.tsx'
import { RequestPreview } from './request-preview.tsx'

interface ComposerProps {
  readonly composition: Composition
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Everything of a request that can be said by hand, and below it the request as it will be sent. */
export const Composer = ({ composition, onKeyDown }: ComposerProps) => {
  const [{ draft, origin, sending }, console] = useConsole()
  const { server, problems, canSend, send } = composition
  const nodes = useNodes()
  const problem = problems.method ?? problems.target
  return (
    <div className="composer" role="group" aria-label={texts.console.compose} onKeyDown={onKeyDown}>
      <div className="composer-line">
        <ChoiceField
          name={texts.console.method}
          value={draft.method}
          options={[...new Set([...methods, draft.method])]}
          isMono
          onChange={(method) => {
            console.edit({ method })
          }}
        />
        <ChoiceField
          name={texts.console.server}
          value={server}
          options={nodes.map(({ id }) => id)}
          nameOf={(id) => participantLabel(id, nodes)}
          onChange={(chosen) => {
            console.edit({ server: chosen })
          }}
        />
        <input
          className="field mono composer-target"
          type="text"
          aria-label={texts.console.path}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'composer-problem'}
          value={draft.target}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            console.edit({ target: event.target.value })
          }}
        />
        <Button className="button primary" onPress={send} isDisabled={!canSend}>
          {sending.state === 'under-way' ? texts.console.sending : texts.console.send}
        </Button>
      </div>
      {problem === undefined ? null : (
        <p className="field-problem" id="composer-problem">
          {problem}
        </p>
      )}
      {origin === undefined ? null : <OriginNote origin={origin} />}
      <div className="composer-part">
        <h3 className="composer-title">{texts.console.headers}</h3>
        <HeaderFields
          headers={draft.headers}
          problems={problems.headers}
          onChange={(headers) => {
            console.edit({ headers })
          }}
        >
          <ChoiceField
            name={texts.console.cookies}
            value={draft.cookies}
            options={['none', ...browserIds] as const}
            nameOf={(choice) =>
              choice === 'none' ? texts.console.withoutCookies : texts.console.withCookiesOf(participantLabel(choice))
            }
            isLabelled
            onChange={(cookies) => {
              console.edit({ cookies })
            }}
          />
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
