import { readFile } from 'node:fs/promises'

// Linux counts in ticks of a hundredth of a second (`getconf CLK_TCK`).
const millisecondsPerTick = 10

/** Processor time that a process has used so far, in milliseconds; NaN where the system has no /proc. */
const processorTimeOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
  // proc(5): user and system time are fields 14 and 15; the second, the name, may hold spaces and ends with the last `)`.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick
}

/** The processor time of several processes together, in milliseconds. */
export const processorTime = async (pids: readonly number[]): Promise<number> =>
  (await Promise.all(pids.map(processorTimeOf))).reduce((sum, time) => sum + time, 0)

/** Memory that a process holds now, in megabytes; NaN where the system has no /proc. */
export const residentMemory = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
}
