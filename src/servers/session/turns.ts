import { Mutex, withTimeout, type MutexInterface } from 'async-mutex'
import { failed, type Result } from '../../shared/base/result.ts'
import type { HoldClock } from '../http/deadline.ts'
import type { StoreFailure } from './session-store.ts'

interface Queue {
  readonly mutex: Mutex
  readonly door: MutexInterface
  /** Those who work or wait; the last one to go takes the queue away. */
  visitors: number
}

type Work<T> = () => Promise<Result<T, StoreFailure>>

const cancelled = new Error('the turn before this one ended badly')

/**
 * Lets requests of one session have their turns one after the other, inside this process. When the store hangs in one
 * turn, those who wait fail with it, so that nobody waits for one time limit after another.
 */
export class Turns {
  readonly #queues = new Map<string, Queue>()
  readonly #patience: number
  readonly #holdClock: HoldClock | undefined

  /** `patience`: milliseconds that one may wait for a turn; those in which messages are held do not count. */
  constructor(patience = 60_000, holdClock?: HoldClock) {
    this.#patience = patience
    this.#holdClock = holdClock
  }

  /** Sessions that have a turn taken. */
  get size(): number {
    return this.#queues.size
  }

  async take<T>(key: string, work: Work<T>): Promise<Result<T, StoreFailure>> {
    const queue = this.#enter(key)
    try {
      // Where nobody is before us there is no wait that would have to be timed.
      const release = await (queue.mutex.isLocked() ? this.#acquire(queue) : queue.mutex.acquire())
      return await this.#work(queue, work).finally(release)
    } catch (thrown) {
      return failed(notMyTurn(thrown))
    } finally {
      this.#leave(key, queue)
    }
  }

  // A wait in which time stood still begins again.
  async #acquire(queue: Queue): Promise<MutexInterface.Releaser> {
    const before = this.#holdClock?.heldMilliseconds()
    try {
      return await queue.door.acquire()
    } catch (thrown) {
      if (thrown !== tooLong || this.#holdClock?.heldMilliseconds() === before) throw thrown
      return this.#acquire(queue)
    }
  }

  async #work<T>({ mutex }: Queue, work: Work<T>): Promise<Result<T, StoreFailure>> {
    const done = await work()
    if (!done.ok && done.failure.kind === 'hanging') mutex.cancel()
    return done
  }

  #enter(key: string): Queue {
    const queue = this.#queues.get(key) ?? this.#newQueue(key)
    queue.visitors += 1
    return queue
  }

  #newQueue(key: string): Queue {
    const mutex = new Mutex(cancelled)
    const queue = { mutex, door: withTimeout(mutex, this.#patience, tooLong), visitors: 0 }
    this.#queues.set(key, queue)
    return queue
  }

  #leave(key: string, queue: Queue): void {
    queue.visitors -= 1
    if (queue.visitors === 0) this.#queues.delete(key)
  }
}

const tooLong = new Error('too many requests of one session wait for each other')

const notMyTurn = (thrown: unknown): StoreFailure => {
  if (thrown === cancelled)
    return { kind: 'hanging', message: 'the store did not answer the request of this session before this one' }
  if (thrown === tooLong) return { kind: 'busy', message: tooLong.message }
  throw thrown
}
