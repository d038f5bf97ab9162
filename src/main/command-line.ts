const options = ['--help', '-h', '--version', '-V']

/** Chromium's own switches that the launcher of an installed application, or its user, may set before the command. */
const chromiumSwitch = /^--(no-sandbox|disable-gpu|log-level=\d)$/

/**
 * The arguments for the command line program, when an installed application is started with a command
 * (`sessionscope serve`, or a misspelt one); undefined when the window is wanted, which takes none.
 */
export const commandLineIn = (argv: readonly string[]): readonly string[] | undefined => {
  const args = argv.slice(1)
  const start = args.findIndex((arg) => !chromiumSwitch.test(arg))
  const word = args[start]
  return word !== undefined && (options.includes(word) || !word.startsWith('-')) ? args.slice(start) : undefined
}
