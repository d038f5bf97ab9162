import { z } from 'zod'
import { present } from '../../../shared/base/present.ts'
import type { SentAnswer } from '../../../shared/wire/contract.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { draftSchema, emptyDraft, type Draft, type DraftOfExchange } from '../../../shared/request/draft.ts'
import type { ComposedRequest } from '../../../shared/request/composed-request.ts'
import type { FeatureState } from '../../client/services.ts'
import { createLiveValue, type LiveValue } from '../../client/store/live-value.ts'
import { createStorageItem, type ValueStorage } from '../../client/storage-item.ts'

const sentBeforeSchema = z.object({
  /** Counted from 1, so that a list can tell two alike apart. */
  id: z.number().int(),
  draft: draftSchema,
  /** The status of the answer; absent where none came. */
  status: z.number().int().optional(),
})

/** A request that was sent before, to be sent again. */
export type SentBefore = z.infer<typeof sentBeforeSchema>

/** What became of the request that was sent last. */
export type Sending =
  | { readonly state: 'idle' }
  | { readonly state: 'under-way' }
  | { readonly state: 'answered'; readonly request: ComposedRequest; readonly answer: SentAnswer }
  | { readonly state: 'failed'; readonly request: ComposedRequest; readonly problem: string }

/** Where a draft was filled in from. */
export type DraftOrigin = Omit<DraftOfExchange, 'draft'> & {
  readonly exchange: ExchangeId
  /** The file that the exchange stands in, where the lab did not observe it. */
  readonly file?: string
}

/** The Console: what is being composed, what became of it, and what was sent before, newest first. */
export interface ConsoleState {
  readonly draft: Draft
  readonly origin?: DraftOrigin
  readonly sending: Sending
  readonly history: readonly SentBefore[]
}

/** The Console's state, which outlives its tab; its history outlives the page. */
export interface ConsoleStore extends LiveValue<ConsoleState> {
  readonly edit: (change: Partial<Draft>) => void
  readonly fill: (draft: Draft, origin?: DraftOrigin) => void
  readonly send: (sending: Sending) => void
  readonly remember: (draft: Draft, status: number | undefined) => void
  readonly forget: () => void
}

const historyAtMost = 20
/** Characters of the history that are kept in the browser's storage, which has room for a few million. */
const storedAtMost = 1_000_000

/** A Console with an empty draft, and with the history that the storage holds. */
export const createConsole = (storage: ValueStorage): ConsoleStore => {
  const stored = createStorageItem(storage, 'sessionscope.console', z.array(sentBeforeSchema))
  const history = stored.read()?.slice(0, historyAtMost) ?? []
  const { change, ...live } = createLiveValue<ConsoleState>({ draft: emptyDraft, sending: { state: 'idle' }, history })
  const state = live.current
  const become = (next: ConsoleState): void => {
    if (next.history !== state().history) stored.write(withinRoom(next.history))
    change(next)
  }
  return {
    ...live,
    edit: (part) => {
      become({ ...state(), draft: { ...state().draft, ...part } })
    },
    fill: (draft, origin) => {
      const { sending, history } = state()
      become({ draft, sending, history, ...present({ origin }) })
    },
    send: (sending) => {
      become({ ...state(), sending })
    },
    remember: (draft, status) => {
      const others = state().history.filter((one) => JSON.stringify(one.draft) !== JSON.stringify(draft))
      const id = Math.max(0, ...state().history.map((one) => one.id)) + 1
      const newest: SentBefore = { id, draft, ...present({ status }) }
      become({ ...state(), history: [newest, ...others].slice(0, historyAtMost) })
    },
    forget: () => {
      become({ ...state(), history: [] })
    },
  }
}

/** The Console's state in the panel. */
export const consoleState: FeatureState<ConsoleStore> = { create: ({ storage }) => createConsole(storage) }

const withinRoom = (history: readonly SentBefore[]): SentBefore[] => {
  let room = storedAtMost
  return history.filter((one) => (room -= JSON.stringify(one).length) >= 0)
}
