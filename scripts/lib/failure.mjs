// @ts-check

/** Something expected went wrong (no network, no disk, a wrong version): one clear line, never a stack. */
export class Failure extends Error {
  /**
   * @param {string} message what went wrong and what helps
   * @param {string} [details] the output of the program that failed
   */
  constructor(message, details = '') {
    super(message)
    this.name = 'Failure'
    this.details = details
  }
}

/**
 * Runs a script's main function: its number, if any, is the exit code, a Failure is one line on stderr after the
 * details it brought; anything else is a defect and keeps its stack.
 * @param {() => Promise<number | void>} main
 * @returns {Promise<void>}
 */
export async function runMain(main) {
  try {
    const code = await main()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (error.details) process.stderr.write(`${error.details.trimEnd()}\n`)
    process.stderr.write(`Error: ${error.message}\n`)
    process.exitCode = 1
  }
}

/**
 * @param {unknown} error
 * @param {string} code such as `ENOENT`
 * @returns {boolean} whether it is that error of the operating system
 */
export function isErrno(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
