import axios from 'axios'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { nodeProgram } from '../../support/node-program.ts'
import { hasRedis, startRedis } from '../../support/redis-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** How often the service is killed; the environment can ask for more than an everyday run has time for. */
const asked = process.env['SESSIONSCOPE_CRASHES']
const diskCrashes = Number(asked ?? 6)
const redisCrashes = Number(asked ?? 2)
const writers = 8
const patienceFor = (crashes: number) => ({ timeout: 60_000 + crashes * 20_000 })

let program: string
beforeAll(async () => {
  program = await nodeProgram('test/servers/kv/support/key-value-process.ts')
})

const startProcess = async (store: string, folder: string) => {
  const child = spawn(process.execPath, [program, store, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines = createInterface(child.stdout)
  const [url] = (await once(lines, 'line')) as [string]
  const agent = new Agent({ keepAlive: true })
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
    agent.destroy()
  }
  onTestFinished(kill)
  return { http: axios.create({ baseURL: url, httpAgent: agent, timeout: 10_000 }), kill }
}

type Service = Awaited<ReturnType<typeof startProcess>>

/** Writes new keys until the service is gone; returns those that it acknowledged. It is killed after some of them. */
const writeUntilKilled = async ({ http, kill }: Service, round: number): Promise<string[]> => {
  const acknowledged: string[] = []
  const killAfter = 1 + Math.floor(Math.random() * 200)
  let killed: Promise<void> | undefined
  const write = async (writer: number): Promise<void> => {
    for (let i = 0; ; i += 1) {
      const key = `${String(round)}-${String(writer)}-${String(i)}`
      const answer = await http.post('/', { [key]: key.repeat(20) }).catch(() => undefined)
      if (answer?.status !== 200) return
      acknowledged.push(key)
      if (acknowledged.length >= killAfter) killed ??= kill()
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  await killed
  return acknowledged
}

const expectAll = async ({ http }: Service, acknowledged: readonly string[]): Promise<void> => {
  const { data } = await http.get<{ keys: string[] }>('/')
  const listed = new Set(data.keys)
  expect(acknowledged.filter((key) => !listed.has(key))).toEqual([])
  for (const key of acknowledged.slice(-50))
    expect((await http.get<unknown>(`/${key}`)).data).toEqual({ [key]: key.repeat(20) })
}

const surviveCrashes = async (store: string, folder: string, crashes: number): Promise<void> => {
  const acknowledged: string[] = []
  for (let round = 0; round < crashes; round += 1) {
    const service = await startProcess(store, folder)
    await expectAll(service, acknowledged)
    acknowledged.push(...(await writeUntilKilled(service, round)))
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(crashes)
  await expectAll(await startProcess(store, folder), acknowledged)
}

const countExactly = async (store: string, folder: string): Promise<void> => {
  const services = [await startProcess(store, folder), await startProcess(store, folder)]
  await services[0]?.http.post('/', { count: 0 })
  const increment = async (service: Service): Promise<void> => {
    const { data, headers } = await service.http.get<{ count: number }>('/count')
    const condition = { headers: { 'If-Match': String(headers['etag']) }, validateStatus: () => true }
    const { status } = await service.http.post('/', { count: data.count + 1 }, condition)
    if (status === 412) return increment(service)
    expect(status).toBe(200)
  }
  await Promise.all(services.flatMap((service) => Array.from({ length: 15 }, () => increment(service))))
  expect((await services[1]?.http.get<unknown>('/count'))?.data).toEqual({ count: 30 })
}

describe('services of their own processes on one folder', () => {
  it(
    `lose no acknowledged key when they are killed ${String(diskCrashes)} times`,
    patienceFor(diskCrashes),
    async () => {
      const folder = await temporaryFolder()
      onTestFinished(() => folder.remove())
      await surviveCrashes('disk', folder.path, diskCrashes)
    },
  )

  it('count exactly together', async () => {
    const folder = await temporaryFolder()
    onTestFinished(() => folder.remove())
    await countExactly('disk', folder.path)
  })
})

describe.skipIf(!hasRedis)('services of their own processes on one Redis', () => {
  it(
    `lose no acknowledged key when they are killed ${String(redisCrashes)} times`,
    patienceFor(redisCrashes),
    async () => {
      const redis = await startRedis()
      onTestFinished(() => redis.stop())
      await surviveCrashes(redis.url, '', redisCrashes)
    },
  )

  it('count exactly together', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    await countExactly(redis.url, '')
  })
})
