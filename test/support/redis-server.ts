import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { endWithUs } from './end-with-us.ts'
import { freePort } from './free-port.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Whether Redis is installed on this machine. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

export interface TestRedis {
  readonly pid: number
  readonly url: string
  /** Kills the server as a power cut would. */
  kill(): Promise<void>
  /** Ends the server, if it still runs, and removes its folder. */
  stop(): Promise<void>
}

/**
 * Starts a real Redis server of our own, on a free port unless told, with nothing in it. With `durableIn`, a folder, it acknowledges
 * nothing that is not on the disk, and begins with what is there.
 */
export const startRedis = async (port?: number, durableIn?: string): Promise<TestRedis> => {
  const folder = await temporaryFolder()
  const taken = port ?? (await freePort())
  const kept = durableIn === undefined ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', 'always']
  const options = [
    '--port',
    String(taken),
    '--bind',
    '127.0.0.1',
    '--dir',
    durableIn ?? folder.path,
    '--save',
    '',
    ...kept,
  ]
  const server = endWithUs(spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] }))
  const ended = once(server, 'exit')
  for await (const line of createInterface(server.stdout)) if (line.includes('Ready to accept connections')) break
  server.stdout.resume()
  const kill = async () => {
    server.kill('SIGKILL')
    await ended
  }
  return {
    pid: server.pid ?? Number.NaN,
    url: `redis://127.0.0.1:${String(taken)}`,
    kill,
    stop: async () => {
      await kill()
      await folder.remove()
    },
  }
}
