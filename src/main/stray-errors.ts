/** Where the errors go that nobody handled. */
export interface StrayErrors {
  /** From now on they are told here, those of before first. */
  tellTo(listener: (thrown: unknown) => void): void
}

/** Errors of before there was anybody to tell that are kept at most. */
const keptAtMost = 20

/**
 * Takes up what was thrown where nobody waited for it: it is written to the error output, and told to the user once
 * there is a way to. Without this Electron would show a box of its own, in which everything waits for a press of its
 * button.
 */
export const takeUpStrayErrors = (source: NodeJS.Process): StrayErrors => {
  const kept: unknown[] = []
  let tell = (thrown: unknown): void => {
    if (kept.length < keptAtMost) kept.push(thrown)
  }
  const take = (thrown: unknown): void => {
    source.stderr.write(
      `sessionscope: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
    )
    tell(thrown)
  }
  source.on('uncaughtException', take)
  source.on('unhandledRejection', take)
  // Whoever reads along may be gone (`npm start | head`): that is no error of ours, and to write of it would be the
  // next one.
  for (const stream of [source.stdout, source.stderr]) stream.on('error', () => undefined)
  return {
    tellTo: (listener) => {
      tell = listener
      for (const thrown of kept.splice(0)) listener(thrown)
    },
  }
}
