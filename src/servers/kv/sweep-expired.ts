import type { Entries } from './entries/entries.ts'

const pause = 1_000
const batch = 1_000

/** Ends the sweeps, when the one that runs is over. */
export type StopSweeping = () => Promise<void>

/** Removes expired entries from now on, each within about a second, and tells of each that was removed here. */
export const sweepExpired = (entries: Entries, onExpired: (key: string) => void): StopSweeping => {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  const sweep = async (): Promise<void> => {
    const keys = await entries.removeExpired(batch)
    keys.forEach(onExpired)
    if (keys.length === batch && !isStopped) await sweep()
  }
  const round = async (): Promise<void> => {
    // A store that is away is no news: expired entries stay unseen all the same, and the next round finds them.
    await sweep().catch(() => undefined)
    if (!isStopped) wait()
  }
  let running: Promise<void> = Promise.resolve()
  const wait = () => {
    timer = setTimeout(() => {
      running = round()
    }, pause)
  }

  wait()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
