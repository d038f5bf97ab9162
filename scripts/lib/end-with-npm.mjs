// @ts-check

const POLL_MS = 300

/**
 * Makes a signal that ends npm end us too. npm runs a script through a shell, and a shell that is told to
 * end does not tell its children: without this, `kill` on npm would leave the servers running.
 * @param {{ env?: NodeJS.ProcessEnv, parent?: () => number, end?: () => void }} [host]
 * @returns {void}
 */
export function endWithNpm({
  env = process.env,
  parent = () => process.ppid,
  end = () => process.kill(process.pid, 'SIGTERM'),
} = {}) {
  if (!env['npm_lifecycle_event']) return
  const first = parent()
  const timer = setInterval(() => {
    if (parent() === first) return
    clearInterval(timer)
    end()
  }, POLL_MS)
  timer.unref()
}
