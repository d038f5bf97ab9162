import type { NodeId } from '../../shared/stream/participant.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { placeText, type TapTarget } from '../tap/allow-list.ts'
import { dial } from '../tap/dial.ts'

interface PresenceOptions {
  readonly node: NodeId
  readonly place: TapTarget
  readonly url: string
  readonly log: Pick<ObservationLog, 'append'>
  /** Milliseconds between two looks whether an application that is away has come. */
  readonly pace?: number
}

/** Whether an application that is not the lab's own listens. */
export interface Presence {
  /** What came of an attempt to connect to it, whoever made it. */
  readonly notice: (isListening: boolean) => void
  /** Told when it listens again. */
  readonly onAppearing: (listener: () => void) => void
  /** Looks for itself, once. */
  look(): Promise<void>
  close(): void
}

/**
 * Says in the log whether an application listens, by what its clients meet. Only while it does not, the lab looks itself now and then:
 * each look is a connection, of which an application that listens might tell its user.
 */
export const watchPresence = ({ node, place, url, log, pace = 1_000 }: PresenceOptions): Presence => {
  let state: 'unknown' | 'listening' | 'away' = 'unknown'
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  const listeners: (() => void)[] = []

  const notice = (isListening: boolean): void => {
    if (isClosed) return
    const before = state
    state = isListening ? 'listening' : 'away'
    if (!isListening) wait()
    if (state === before) return
    log.append({
      kind: 'server.changed',
      server: node,
      state: isListening
        ? { state: 'listening', url }
        : { state: 'stopped', problem: `Nothing listens on ${placeText(place)}.` },
    })
    if (isListening && before === 'away') for (const listener of listeners) listener()
  }
  const look = async (): Promise<void> => {
    const app = await dial(place)
    if (app.ok) app.value.destroy()
    notice(app.ok)
  }
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), pace)
  }
  return {
    notice,
    look,
    onAppearing: (listener) => void listeners.push(listener),
    close: () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
