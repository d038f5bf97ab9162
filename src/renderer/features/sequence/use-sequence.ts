import { useMemo, useState } from 'react'
import type { ExchangeRecord, ExchangesView } from '../../../shared/folds/exchanges.ts'
import { messagesOf, type Message } from '../../../shared/exchange/messages.ts'
import { rootOf } from '../../../shared/exchange/thread.ts'
import type { NodeName } from '../../../shared/stream/node.ts'
import type { HeldHop } from '../../../shared/stream/steps.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { leftOut, lifelinesOf, takingPart, type Lifeline } from './lifelines.ts'
import { sequenceTexts } from './sequence-texts.ts'
import { heldPlaces, heldRoots, messagesOfClicks, newestRoots, type SequenceScope } from './shown-clicks.ts'

/** Exchanges that the diagram of all begins with, how many more it shows at a time, and at most. */
const exchangesAtOnce = 400
const exchangesAtMost = 4_000

interface SequenceInput {
  readonly view: ExchangesView
  readonly held: readonly HeldHop[]
  readonly record: ExchangeRecord | undefined
  /** Of a file only who takes part in it is known. */
  readonly isImported: boolean
}

/** What is drawn: the messages of the clicks that are chosen, and who takes part in them. */
export const useSequence = ({ view, held, record, isImported }: SequenceInput) => {
  const [scope, setScope] = useScope(record, isImported)
  const [wanted, setWanted] = useState(exchangesAtOnce)
  const [isEveryone, setIsEveryone] = useState(false)
  const nodes = useNodes()
  const recent = useMemo(() => messagesOf(view, wanted), [view, wanted])
  const selected = record?.id
  const shown = useMemo(() => {
    if (scope === 'all') return withHeld(recent.messages, held, view)
    const chosen = selected === undefined ? undefined : view.byId.get(selected)
    const roots = scope === 'selected' && chosen !== undefined ? [rootOf(chosen, view)] : newestRoots(view)
    const all = new Map([...roots, ...heldRoots(held, view)].map((root) => [root.id, root]))
    return messagesOfClicks([...all.values()], view, held)
  }, [view, recent, scope, selected, held])
  const places = useMemo(() => heldPlaces(held, shown, view), [held, shown, view])
  const { known, part } = useMemo(() => {
    const everyone = linesOf([...recent.messages, ...shown], nodes)
    return {
      known: isImported ? takingPart(everyone, recent.messages) : everyone,
      part: takingPart(linesOf(shown, nodes), shown),
    }
  }, [recent, shown, nodes, isImported])
  const older =
    scope === 'all'
      ? {
          count: recent.older,
          canShow: wanted < exchangesAtMost,
          onShow: () => {
            setWanted(wanted + exchangesAtOnce)
          },
        }
      : undefined
  return {
    scope,
    setScope,
    shown,
    places,
    lifelines: isEveryone || part.length === 0 ? known : part,
    foot: { names: part.length === 0 ? [] : leftOut(known, part), isEveryone, onEveryone: setIsEveryone },
    older,
  }
}

const linesOf = (messages: readonly Message[], nodes: readonly NodeName[]): Lifeline[] =>
  lifelinesOf(messages, nodes, sequenceTexts.others, sequenceTexts.otherHosts)

// Of all clicks those that are held are drawn with what they wait to say.
const withHeld = (messages: readonly Message[], held: readonly HeldHop[], view: ExchangesView): readonly Message[] => {
  if (held.length === 0) return messages
  const seen = new Set(messages.map(({ key }) => key))
  return [...messages, ...messagesOfClicks(heldRoots(held, view), view, held).filter(({ key }) => !seen.has(key))]
}

// Who selects an exchange elsewhere wants to see it; who selects one that is drawn goes on looking at what is.
// Of a file nothing is new.
const useScope = (
  record: ExchangeRecord | undefined,
  isImported: boolean,
): [SequenceScope, (scope: SequenceScope) => void] => {
  const unchosen = isImported ? 'all' : 'newest'
  const [scope, setScope] = useState<SequenceScope>(record === undefined ? unchosen : 'selected')
  const [seen, setSeen] = useState(record?.id)
  if (record?.id !== seen) {
    setSeen(record?.id)
    if (record === undefined && scope === 'selected') setScope(unchosen)
  }
  return [scope === 'selected' && record === undefined ? unchosen : scope, setScope]
}
