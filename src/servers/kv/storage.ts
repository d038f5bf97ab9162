import type { Clock } from '../../shared/base/clock.ts'
import { messageOf, success, type Result } from '../../shared/base/result.ts'
import type { Settings, SettingsProblem } from '../../shared/stream/settings.ts'
import { markOpen } from '../lifetime.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { Entries } from './entries/entries.ts'
import { createMovableEntries, type MovableEntries } from './entries/movable-entries.ts'
import { openEntries } from './entries/open-entries.ts'
import { createReportingEntries } from './entries/reporting-entries.ts'

interface StorageOptions {
  /** Owned by the caller. */
  readonly settings: SettingsFile
  /** Where the disk store lives unless KV_DBM says otherwise. */
  readonly folder: string
  readonly clock: Clock
  /** Milliseconds before an engine that could not be opened is tried again. */
  readonly retryAfter?: number
}

/** Who wants to know where the storage goes. */
interface StorageListener {
  /** Another engine takes over, as soon as this resolves; until then every call waits. */
  onMoving(next: Entries): Promise<void>
  /** Something is wrong with the engine that the settings name, or nothing is any more; the one before stays in use meanwhile. */
  onProblem(problem: SettingsProblem | undefined): void
  /** The engine that is in use fails, in whole sentences, or works again. */
  onTrouble(trouble: string | undefined): void
}

/** The storage that the settings name. Its owner closes it. */
export interface Storage {
  /** The same object, whatever engine is behind it. */
  readonly entries: Entries
  /** From now on goes wherever the settings say. */
  follow(listener: Partial<StorageListener>): void
  close(): Promise<void>
}

/** Opens the storage that the settings name. Fails in words when it cannot be opened. */
export const openStorage = async (options: StorageOptions): Promise<Result<Storage>> => {
  const place = placeOf(options.settings.current(), options.folder)
  const first = await openEntries({ ...place, clock: options.clock })
  if (!first.ok) return first
  const entries = createMovableEntries(first.value)
  const mover = new Mover(options, entries, place)
  const markClosed = markOpen('a storage')
  return success({
    entries: createReportingEntries(entries, options.clock, (problem) => {
      mover.tellTrouble(problem)
    }),
    follow: (listener) => {
      mover.follow(listener)
    },
    close: async () => {
      markClosed()
      await mover.stop()
      await entries.close()
    },
  })
}

/** Where the entries are: an engine, and the folder of the one that has one. */
interface Place {
  readonly store: Settings['KV_STORE']
  readonly folder: string
}

const placeOf = ({ KV_STORE, KV_DBM }: Settings, folder: string): Place => ({
  store: KV_STORE,
  folder: KV_DBM ?? folder,
})

const isSame = (one: Place, other: Place): boolean =>
  one.store === other.store && (one.store !== 'disk' || one.folder === other.folder)

/** Moves entries from engine to engine, one move at a time. */
class Mover {
  readonly #options: StorageOptions
  readonly #entries: MovableEntries
  #inForce: Place
  #listener: Partial<StorageListener> = {}
  #problem: SettingsProblem | undefined
  #moving: Promise<void> = Promise.resolve()
  #retry: NodeJS.Timeout | undefined
  #unfollow: (() => void) | undefined

  constructor(options: StorageOptions, entries: MovableEntries, place: Place) {
    this.#options = options
    this.#entries = entries
    this.#inForce = place
  }

  follow(listener: Partial<StorageListener>): void {
    this.#listener = listener
    this.#unfollow = this.#options.settings.follow(() => {
      this.#queue()
    })
    // The settings may have changed since the storage was opened.
    this.#queue()
  }

  tellTrouble(problem: string | undefined): void {
    this.#listener.onTrouble?.(
      problem === undefined ? undefined : `${problem}. What needs it is answered 503 until it works again.`,
    )
  }

  #queue(): void {
    this.#moving = this.#moving.then(() => this.#move())
  }

  async #move(): Promise<void> {
    clearTimeout(this.#retry)
    const { settings, folder, clock } = this.#options
    const wanted = placeOf(settings.current(), folder)
    if (isSame(wanted, this.#inForce)) return this.#tell(undefined)
    const next = await openEntries({ ...wanted, clock })
    const moved = next.ok ? await this.#moveTo(next.value) : next.failure.message
    if (moved !== undefined) return this.#fail(wanted, moved)
    this.#inForce = wanted
    this.#tell(undefined)
  }

  // What went wrong, in words.
  async #moveTo(next: Entries): Promise<string | undefined> {
    try {
      await this.#entries.moveTo(next, () => this.#listener.onMoving?.(next) ?? Promise.resolve())
      return undefined
    } catch (thrown) {
      await next.close().catch(() => undefined)
      return messageOf(thrown)
    }
  }

  // The engine may come back, and the file says already that it is wanted: so it is tried again.
  #fail({ store }: Place, message: string): void {
    const { settings, retryAfter = 2_000 } = this.#options
    const key = store === 'disk' && settings.current().KV_DBM !== null ? 'KV_DBM' : 'KV_STORE'
    this.#retry = setTimeout(() => {
      this.#queue()
    }, retryAfter)
    this.#tell({ ...settings.placeOf(key), key, message: `${message}; the storage from before stays in use` })
  }

  #tell(problem: SettingsProblem | undefined): void {
    if (JSON.stringify(problem) === JSON.stringify(this.#problem)) return
    this.#problem = problem
    this.#listener.onProblem?.(problem)
  }

  async stop(): Promise<void> {
    this.#unfollow?.()
    await this.#moving
    clearTimeout(this.#retry)
  }
}
