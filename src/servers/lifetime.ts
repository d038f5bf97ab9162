import { messageOf, type Result } from '../shared/base/result.ts'
import { within } from './within.ts'

/** What ends: something with a `close`, or the function itself, such as the one that ends a subscription. */
export type Resource = { close(): unknown } | (() => unknown)

/** How a resource is closed. */
export interface Closing {
  /** What it is, for the sentence that says that it did not close. */
  readonly name?: string
  /** Milliseconds that closing it may take; as long as it takes unless told. */
  readonly atMost?: number
}

/** Owns what a part of the program is made of, so that one call closes all of it. */
export interface Lifetime {
  /** Takes a resource into its care, and returns it. */
  own<R extends Resource>(resource: R, closing?: Closing): R
  /**
   * Closes everything, the newest first, each once. All of it is tried even when some fails or takes too long: then it rejects at
   * the end, with an error for each ({@link closeProblems}). A second call waits for the same end.
   */
  close(): Promise<void>
}

/** Told of everything that is opened; what it returns is called when that is closed. */
type Tracker = (what: string) => () => void

let tracker: Tracker | undefined

/** Has somebody told of everything that is opened from now on. Tests listen, so that nothing stays open unseen. */
export const trackOpening = (listener: Tracker | undefined): void => {
  tracker = listener
}

/** Says that something was opened that must be closed. Returns what says that it was. */
export const markOpen = (what: string): (() => void) => tracker?.(what) ?? (() => undefined)

interface Owned {
  readonly resource: Resource
  readonly closing: Closing
  readonly markClosed: () => void
}

/** A {@link Lifetime} that owns nothing yet. */
export const createLifetime = (): Lifetime => {
  const owned: Owned[] = []
  let ending: Promise<void> | undefined

  const closeAll = async (): Promise<void> => {
    const problems: Error[] = []
    for (let newest = owned.pop(); newest !== undefined; newest = owned.pop()) {
      const problem = await closeOne(newest)
      if (problem !== undefined) problems.push(problem)
    }
    if (problems.length > 0) throw new AggregateError(problems, problems.map(messageOf).join(' '))
  }
  return {
    own: (resource, closing = {}) => {
      if (ending !== undefined) throw new Error('This lifetime has ended, so it can own nothing more.')
      owned.push({ resource, closing, markClosed: markOpen(closing.name ?? 'something owned') })
      return resource
    },
    close: () => (ending ??= closeAll()),
  }
}

const closeOne = async ({ resource, closing, markClosed }: Owned): Promise<Error | undefined> => {
  const { name, atMost } = closing
  markClosed()
  // What throws at once is no other than what rejects.
  const closed = Promise.resolve()
    .then(() => (typeof resource === 'function' ? resource() : resource.close()))
    .then(
      () => undefined,
      (thrown: unknown) => thrown ?? 'for no given reason',
    )
  const problem = atMost === undefined ? await closed : await within(atMost, closed)
  if (problem === undefined) return undefined
  if (problem === 'late' && atMost !== undefined)
    return new Error(`${name ?? 'A part'} did not close within ${String(atMost / 1_000)} s.`)
  if (name !== undefined) return new Error(`${name} did not close: ${messageOf(problem)}`, { cause: problem })
  return problem instanceof Error ? problem : new Error(messageOf(problem))
}

/** What did not close, a sentence each, by what {@link Lifetime.close} rejected with. */
export const closeProblems = (thrown: unknown): readonly string[] =>
  thrown instanceof AggregateError ? thrown.errors.map(messageOf) : [messageOf(thrown)]

/**
 * Starts something that is made of several parts. When the start fails or throws half way, what it has come to own by then is
 * closed, and its failure is what is told. When it succeeds, whoever it was started for closes the lifetime.
 */
export const startOwning = async <T>(start: (life: Lifetime) => Promise<Result<T>>): Promise<Result<T>> => {
  const life = createLifetime()
  let isStarted = false
  try {
    const started = await start(life)
    isStarted = started.ok
    return started
  } finally {
    // Why the start failed is worth more than what came of that.
    if (!isStarted) await life.close().catch(() => undefined)
  }
}
