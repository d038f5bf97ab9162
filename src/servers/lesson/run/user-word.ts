/** What is to become of the step that is awaited: it is to be done, its user has done it by hand, or the run is to end. */
export type Word = 'do' | 'done' | 'stop'

/** The word of a user who goes step by step. */
export interface UserWord {
  /** Waits for the word; an aborted signal is one, too. */
  next(signal: AbortSignal): Promise<Word>
  /** Gives it. False where nothing waits for it. */
  give(isDone: boolean): boolean
}

/** A {@link UserWord} that nobody waits for yet. */
export const createUserWord = (): UserWord => {
  let waiting: ((word: Word) => void) | undefined
  return {
    next: (signal) =>
      new Promise((resolve) => {
        const end = (word: Word): void => {
          waiting = undefined
          signal.removeEventListener('abort', onAbort)
          resolve(word)
        }
        const onAbort = (): void => {
          end('stop')
        }
        signal.addEventListener('abort', onAbort)
        waiting = end
        // It may have been stopped while the step before was done.
        if (signal.aborted) onAbort()
      }),
    give: (isDone) => {
      if (waiting === undefined) return false
      waiting(isDone ? 'done' : 'do')
      return true
    },
  }
}
