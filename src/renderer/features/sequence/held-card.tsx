import { Pause } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import { rootOf } from '../../../shared/exchange/thread.ts'
import type { HopChange } from '../../../shared/request/hop-change.ts'
import type { HeldHop, HeldMessage } from '../../../shared/stream/steps.ts'
import { useSelection } from '../../client/selection.ts'
import { useCall } from '../../client/use-call.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { useNow } from '../../client/use-now.ts'
import { Who } from '../../widgets/who.tsx'
import { handTexts } from './hand-texts.ts'
import { HeldCountdown } from './held-countdown.tsx'
import { changeOf, heldDraftOf, type HeldDraft } from './held-draft.ts'
import { HeldFields } from './held-fields.tsx'
import { sequenceTexts } from './sequence-texts.ts'

interface HeldCardProps {
  readonly hop: HeldHop
  readonly others: readonly HeldHop[]
  readonly view: ExchangesView
  /** What was made of it so far, if anything. */
  readonly draft: HeldDraft | undefined
  readonly onDraft: (draft: HeldDraft) => void
}

/** The message that is held: it can be read, changed, and sent on. */
export const HeldCard = ({ hop, others, view, draft, onDraft }: HeldCardProps) => {
  const message = messageOf(hop, view)
  const record = view.byId.get(hop.exchange)
  return (
    <section className="held-card" aria-label={handTexts.card} data-exchange={hop.exchange} data-phase={hop.phase}>
      <HeldTitle hop={hop} />
      <HeldCountdown hop={hop} />
      <p className="visually-hidden">{sequenceTexts.steps.held(hop, record?.nodes ?? [])}</p>
      {record === undefined ? null : <p className="held-about">{handTexts.about(hop, record, rootOf(record, view))}</p>}
      {message === undefined ? (
        <p className="held-note">{handTexts.unknown}</p>
      ) : (
        <HeldEditor hop={hop} message={message} draft={draft ?? heldDraftOf(message)} onDraft={onDraft} />
      )}
      <OtherHops others={others} />
    </section>
  )
}

const messageOf = (hop: HeldHop, view: ExchangesView): HeldMessage | undefined => {
  if (hop.phase === 'answer') return hop.answer
  const record = view.byId.get(hop.exchange)
  if (record === undefined) return undefined
  const { method, target, headers, body } = record
  return { kind: 'request', method, target, headers, body }
}

const HeldTitle = ({ hop }: { readonly hop: HeldHop }) => {
  const { select } = useSelection()
  const nodes = useNodes()
  const [from, to] = hop.phase === 'request' ? [hop.from, hop.to] : [hop.to, hop.from]
  return (
    <h3 className="held-title">
      <Pause aria-hidden size="1.1em" /> {handTexts.title} <Who participant={from} nodes={nodes} />
      <span aria-hidden>→</span>
      <span className="visually-hidden">{handTexts.to}</span> <Who participant={to} nodes={nodes} />
      <Button
        className="link-button held-exchange"
        onPress={() => {
          select(hop.exchange)
        }}
      >
        #{hop.exchange}
      </Button>
    </h3>
  )
}

interface EditorProps {
  readonly hop: HeldHop
  readonly message: HeldMessage
  readonly draft: HeldDraft
  readonly onDraft: (draft: HeldDraft) => void
}

// Milliseconds that are left at least while somebody is at work on it.
const roomToEdit = 20_000

const HeldEditor = ({ hop, message, draft, onDraft }: EditorProps) => {
  const call = useCall()
  const now = useNow()
  const change = changeOf(draft, message)
  const edit = (next: HeldDraft): void => {
    onDraft(next)
    if (hop.until - now < roomToEdit) void call('steps.keep', { exchange: hop.exchange })
  }
  const send = (wanted: HopChange): void =>
    void call('steps.change', { exchange: hop.exchange, phase: hop.phase, change: wanted })
  const isFixed = hop.isChangeable !== true
  return (
    <>
      <HeldFields message={message} draft={draft} onDraft={edit} isFixed={isFixed} />
      {isFixed ? <p className="held-note">{handTexts.fixed}</p> : <Instead message={message} onChange={send} />}
      {change === undefined ? null : <p className="held-note">{handTexts.note(hop.exchange)}</p>}
      <div className="held-actions">
        {isFixed ? null : (
          <Button
            className="button primary"
            isDisabled={change === undefined}
            onPress={() => {
              if (change !== undefined) send(change)
            }}
          >
            {handTexts.sendChanged}
          </Button>
        )}
        <Button className="button" onPress={() => void call('steps.next', { exchange: hop.exchange })}>
          {handTexts.sendAsWas}
        </Button>
      </div>
    </>
  )
}

interface InsteadProps {
  readonly message: HeldMessage
  readonly onChange: (change: HopChange) => void
}

const Instead = ({ message, onChange }: InsteadProps) => (
  <div className="held-instead">
    <span>{handTexts.instead}</span>
    <Button
      className="button slim"
      onPress={() => {
        onChange(unavailable(message))
      }}
    >
      {handTexts.unavailable}
    </Button>
    <Button
      className="button slim"
      onPress={() => {
        onChange({ kind: 'cut' })
      }}
    >
      {handTexts.cut}
    </Button>
    <Button
      className="button slim"
      onPress={() => {
        onChange({ kind: 'late', milliseconds: 2_000 })
      }}
    >
      {handTexts.late}
    </Button>
  </div>
)

const unavailable = ({ kind, body }: HeldMessage): HopChange => ({
  kind: 'answer',
  status: 503,
  headers: [['Content-Type', 'text/plain; charset=utf-8']],
  ...(kind === 'answer' && body === undefined ? {} : { body: handTexts.unavailableBody }),
})

const OtherHops = ({ others }: { readonly others: readonly HeldHop[] }) => {
  const { select } = useSelection()
  if (others.length === 0) return null
  return (
    <p className="held-others">
      {handTexts.others(others.length)}
      {others.map((hop) => (
        <Button
          key={handTexts.hop(hop)}
          className="link-button"
          onPress={() => {
            select(hop.exchange)
          }}
        >
          {handTexts.hop(hop)}
        </Button>
      ))}
    </p>
  )
}
