import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { endWithUs } from '../support/end-with-us.ts'
import { notLinearizable, type Call } from '../support/linearizable.ts'
import { nodeProgram } from '../support/node-program.ts'

/** Where processes find one storage: what KV_STORE names, and its folder if it has one. */
export interface SharedPlace {
  readonly store: string
  readonly folder: string
  dispose(): Promise<void>
}

/** Calls of each of the four clients in each process. */
const calls = 200

/** What every engine must do that several processes can share: a call that has ended is seen by every call that begins after it. */
export const sharedEntriesSuite = (openPlace: () => Promise<SharedPlace>): void => {
  let program: string
  beforeAll(async () => {
    program = await nodeProgram('test/servers/kv/support/entries-process.ts')
  })

  const start = async ({ store, folder }: SharedPlace): Promise<ChildProcess> => {
    const child = endWithUs(fork(program, [store, folder]))
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    return child
  }
  const seenBy = async (child: ChildProcess): Promise<Call[]> => {
    const told = once(child, 'message')
    child.send(calls)
    return (await told)[0] as Call[]
  }

  it('is linearizable: two processes that read, write, list and remove the same keys see one order of it all', async () => {
    const place = await openPlace()
    onTestFinished(() => place.dispose())
    const processes = [await start(place), await start(place)]
    const seen = (await Promise.all(processes.map(seenBy))).flat()
    expect(seen).toHaveLength(2 * 4 * calls)
    expect(notLinearizable(seen)).toBeUndefined()
  })
}
