import { readdirSync, readFileSync } from 'node:fs'

/**
 * The processes that a process has started, and those that they have started. Linux says so (proc(5),
 * /proc/PID/task/TID/children); elsewhere none are found.
 */
export const descendantsOf = (pid: number): readonly number[] => {
  const children = childrenOf(pid)
  return [...children, ...children.flatMap(descendantsOf)]
}

const childrenOf = (pid: number): number[] => {
  const tasks = `/proc/${String(pid)}/task`
  try {
    const children = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/children`, 'utf8'))
    return children.flatMap((pids) => pids.split(' ').filter(Boolean).map(Number))
  } catch {
    // It has ended, or there is no such file here.
    return []
  }
}
