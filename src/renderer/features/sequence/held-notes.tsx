import { sequenceTexts } from './sequence-texts.ts'
import { Button } from 'react-aria-components'
import { useCall } from '../../client/use-call.ts'
import { useNow } from '../../client/use-now.ts'
import type { HeldNote } from './sequence-layout.ts'

/** What is held now, where it would go on, and how long it will be. */
export const HeldNotes = ({ notes }: { readonly notes: readonly HeldNote[] }) => {
  const now = useNow()
  return notes.map((note) => <HeldNoteView key={`${note.hop.exchange} ${note.hop.phase}`} note={note} now={now} />)
}

const HeldNoteView = ({ note: { hop, x, top }, now }: { readonly note: HeldNote; readonly now: number }) => {
  const call = useCall()
  const { steps } = sequenceTexts
  const seconds = Math.max(0, Math.ceil((hop.until - now) / 1000))
  return (
    <div className="held-note" style={{ left: x, top }} data-exchange={hop.exchange} data-phase={hop.phase}>
      <b className="held-note-what">{steps.held(hop)}</b>
      <div className="held-note-how">
        <Button className="held-note-button" onPress={() => void call('steps.next', { exchange: hop.exchange })}>
          {steps.next} {steps.nextKey}
        </Button>
        <span aria-hidden>·</span>
        <Button className="held-note-button" onPress={() => void call('steps.release', {})}>
          {steps.releaseAll} {steps.releaseAllKey}
        </Button>
        <span className="held-note-time" title={steps.countdown(seconds)}>
          {steps.exchange(hop.exchange)} · {steps.seconds(seconds)}
        </span>
      </div>
    </div>
  )
}
