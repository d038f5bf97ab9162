import type { ChildProcess } from 'node:child_process'

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** Ends a process that a test started when the tests end, even those that fail before they come to end it themselves. */
export const endWithUs = <C extends ChildProcess>(child: C): C => {
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}
