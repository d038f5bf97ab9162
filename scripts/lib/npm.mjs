// @ts-check

/**
 * How to start npm: the very npm that runs this script when there is one, so that its configuration and
 * version are the user's.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ command: string, args: readonly string[] }}
 */
export function npmCommand(env = process.env) {
  const script = env['npm_execpath']
  if (script?.endsWith('npm-cli.js')) return { command: process.execPath, args: [script] }
  // Node refuses to start a .cmd file without a shell; npm.cmd's own work is what cmd.exe is asked for here.
  if (process.platform === 'win32') return { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm'] }
  return { command: 'npm', args: [] }
}
