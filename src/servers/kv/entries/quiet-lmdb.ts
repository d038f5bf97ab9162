let isQuiet = false

/**
 * Keeps LMDB from printing the error of a failed commit with its stack: it hands over the very same error, which is then told
 * in one line. It has no option for that, and knows `console.error` only; what anybody else prints is printed.
 */
export const quietLmdb = (): void => {
  if (isQuiet) return
  isQuiet = true
  const { error: print } = console
  console.error = (...all: unknown[]) => {
    if (!all.every(isOfLmdb)) print(...all)
  }
}

// LMDB's errors carry its numeric code; Node's have names there.
const isOfLmdb = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  'code' in thrown &&
  typeof thrown.code === 'number' &&
  /[\\/]lmdb[\\/]/.test(thrown.stack ?? '')
