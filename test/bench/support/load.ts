import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { endWithUs } from '../../support/end-with-us.ts'

/** One request as it is sent, again and again. */
export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Load on one server: each client has a kept-alive connection of its own and goes through its shots in a circle. */
export interface Load {
  readonly url: string
  readonly clients: readonly (readonly Shot[])[]
}

/** What came of a load. */
export interface LoadResult {
  readonly perSecond: number
  readonly answered: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** A process that makes load. Its owner closes it. */
export interface LoadGenerator {
  /** Makes a load for so many seconds. Rejects when a single answer is not 2xx, or its connection fails: such figures mean nothing. */
  run(load: Load, seconds: number): Promise<LoadResult>
  close(): void
}

export const startLoadGenerator = (): LoadGenerator => {
  const child = endWithUs(fork(join(import.meta.dirname, 'load-generator.mjs')))
  return {
    run: async (load, seconds) => {
      child.send({ ...load, seconds })
      const [result] = (await once(child, 'message')) as [LoadResult & { failed: number }]
      if (result.failed > 0) throw new Error(`${load.url}: ${result.failed} of ${result.answered} answers failed`)
      return result
    },
    close: () => {
      child.disconnect()
    },
  }
}

/** What a browser sends with each visit. */
export const browserHeaders: Readonly<Record<string, string>> = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'Accept-Language': 'en-GB,en;q=0.9',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Upgrade-Insecure-Requests': '1',
  'Sec-Fetch-Site': 'same-origin',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-User': '?1',
  'Sec-Fetch-Dest': 'document',
}

/** What a program sends with each call of a service. */
export const programHeaders: Readonly<Record<string, string>> = {
  'User-Agent': 'bench/1',
  Accept: 'application/json, */*;q=0.5',
  'Accept-Encoding': 'gzip, deflate',
}

/** As many visitors of a page as that, each with the cookies that a first visit gave it. */
export const returningVisitors = async (url: string, count: number): Promise<Load> => {
  const clients = await Promise.all(
    Array.from({ length: count }, async () => {
      const { headers } = await fetch(url, { headers: { ...browserHeaders, connection: 'close' } })
      const cookie = headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; ')
      return [
        { method: 'GET', path: '/', headers: cookie === '' ? browserHeaders : { ...browserHeaders, Cookie: cookie } },
      ] as const
    }),
  )
  return { url, clients }
}
