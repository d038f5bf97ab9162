import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { decodeOctets, encodeOctets } from '../../src/shared/base/octets.ts'
import type { JarCookie } from '../../src/shared/stream/lab-state.ts'

// test/cookies/set-cookie.json: what Chromium makes of Set-Cookie lines. In its texts `{x*40}` stands for forty x, `{c#3=1}`
// for the three lines c0=1, c1=1, c2=1, `{year}` for next year, and `{date+60}` for a date in a minute.

const keptSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string().optional(),
  path: z.string().optional(),
  httpOnly: z.boolean().optional(),
  secure: z.boolean().optional(),
  sameSite: z.enum(['none', 'lax', 'strict']).optional(),
  partitioned: z.literal(true).optional(),
  /** Seconds. */
  lifetime: z.number().optional(),
  expires: z.string().optional(),
})

const rowSchema = z.object({
  lines: z.array(z.string()),
  /** What is asked for when the lines come. */
  url: z.string().optional(),
  path: z.string().optional(),
  /** What is asked for then, by address or by the page at `from`. */
  then: z.string().default('/dir/page2'),
  from: z.string().optional(),
  method: z.enum(['GET', 'POST']).default('GET'),
  /** Seconds by which the Date header of the answer is wrong; without it there is none. */
  dateOffset: z.number().optional(),
  kept: z.array(keptSchema).default([]),
  /** Of rows with very many cookies: names and numbers of those that are left, in order. */
  left: z.array(z.tuple([z.string(), z.number(), z.number()])).optional(),
  refused: z.array(z.array(z.string())).default([]),
  sent: z.string().default(''),
  heldBack: z.array(z.array(z.string())).default([]),
  /** Our name for a refusal of which Chromium's protocol says nothing. */
  why: z.string().optional(),
  note: z.string().optional(),
})
const groupSchema = z.object({
  about: z.string(),
  url: z.string().optional(),
  path: z.string().optional(),
  rows: z.array(rowSchema),
})

/** One row of the table, complete and written out. */
export interface CookieRow {
  readonly title: string
  readonly url: URL
  readonly then: URL
  readonly from: URL | undefined
  readonly method: 'GET' | 'POST'
  readonly lines: (now: number) => readonly string[]
  readonly dateOffset: number | undefined
  /** In the order in which they are sent; lifetimes counted from `now`. */
  readonly kept: (now: number) => readonly JarCookie[]
  /** Whether the DevTools Protocol can show what is kept. */
  readonly isVisible: boolean
  readonly refused: readonly (readonly string[])[]
  readonly sent: string
  readonly heldBack: readonly (readonly string[])[]
  readonly why: string | undefined
}

const nextYear = String(new Date().getUTCFullYear() + 1)

/** A text of the tables, written out. */
export const writtenOut = (text: string, now = Date.now()): string =>
  text
    .replaceAll('{year}', nextYear)
    .replaceAll('{yy}', nextYear.slice(2))
    .replace(/\{date([+-]\d+)\}/g, (_, seconds: string) => new Date(now + Number(seconds) * 1000).toUTCString())
    .replace(/\{([^{}#]+)\*(\d+)\}/g, (_, part: string, times: string) => part.repeat(Number(times)))

const linesOf = (text: string, now: number): string[] => {
  const [, name = '', times, rest = ''] = /^\{(\w)#(\d+)(=.*)\}$/.exec(text) ?? []
  return times === undefined
    ? [writtenOut(text, now)]
    : Array.from({ length: Number(times) }, (_, index) => `${name}${index}${rest}`)
}

const namesLeft = (left: NonNullable<z.infer<typeof rowSchema>['left']>): string[] =>
  left.flatMap(([name, first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${name}${first + index}`),
  )

const keptCookie = (
  { lifetime, expires, name, value, path = '/dir', ...given }: z.infer<typeof keptSchema>,
  host: string,
  now: number,
): JarCookie => {
  const end = lifetime === undefined ? expires && Date.parse(writtenOut(expires)) : now + lifetime * 1000
  return {
    ...{ domain: host, httpOnly: false, secure: false, sameSite: 'unspecified' as const },
    ...given,
    name: writtenOut(name),
    value: writtenOut(value),
    path: writtenOut(path),
    ...(typeof end === 'number' ? { expires: end } : {}),
  } as JarCookie
}

const readRow = (row: z.infer<typeof rowSchema>, about: string): CookieRow => {
  const { left, note, refused, why, dateOffset, method } = row
  const url = new URL(row.url ?? 'http://localhost/dir/page')
  if (row.path !== undefined) url.pathname = row.path
  const title = `${about}: ${JSON.stringify(row.lines).slice(1, -1)}${row.path ?? ''}${row.from === undefined ? '' : ` by ${method} from ${row.from}`}`
  return {
    ...{ title, url, refused, why, dateOffset, method },
    then: new URL(row.then, url),
    from: row.from === undefined ? undefined : new URL(row.from),
    lines: (now) => row.lines.flatMap((line) => linesOf(line, now)),
    kept: (now) => (left === undefined ? row.kept.map((cookie) => keptCookie(cookie, url.hostname, now)) : []),
    isVisible: left === undefined && note === undefined,
    sent:
      left === undefined
        ? writtenOut(row.sent)
        : namesLeft(left)
            .map((name) => `${name}=1`)
            .join('; '),
    heldBack: row.heldBack.map((held) => held.map((text) => writtenOut(text))),
  }
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../cookies/${name}`, import.meta.url), 'utf8'))

/** Every row of the table of Set-Cookie lines. */
export const cookieTable: readonly CookieRow[] = z
  .array(groupSchema)
  .parse(read('set-cookie.json'))
  .flatMap(({ about, rows, ...group }) => rows.map((row) => readRow({ ...group, ...row }, about)))

/** Texts of Expires attributes, and the moment that Chromium reads there; null where it reads none. `{year}` is next year. */
export const dateTable: readonly { readonly text: string; readonly is: string | null }[] = z
  .array(z.object({ text: z.string(), is: z.string().nullable(), note: z.string().optional() }))
  .parse(read('dates.json'))
  .map(({ text, is }) => ({ text: writtenOut(text), is: is === null ? null : writtenOut(is) }))

/** A server that answers with lines octet for octet, which Node's own does not let through, and keeps what it was sent. */
export interface LineServer {
  readonly port: number
  /** The Cookie header of the newest request with this key in its query, as text. */
  readonly cookieOf: (key: string) => string | undefined
  close(): Promise<void>
}

/** Starts a {@link LineServer}; `answer` gives the header lines for the key of a request's query, as text. */
export const startLineServer = async (
  answer: (key: string) => readonly (readonly [string, string])[],
): Promise<LineServer> => {
  const cookies = new Map<string, string>()
  const sockets = new Set<Socket>()
  const serve = (socket: Socket, head: string): void => {
    const key = /[?&]key=(\w+)/.exec(head.split('\r\n', 1)[0] ?? '')?.[1] ?? ''
    cookies.set(key, decodeOctets(/\r\ncookie: (.*)/i.exec(head)?.[1] ?? ''))
    const headers = (key === '' ? [] : answer(key))
      .map(([name, value]) => `${name}: ${encodeOctets(value)}\r\n`)
      .join('')
    socket.write(
      Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\nContent-Length: 0\r\n${headers}\r\n`,
        'latin1',
      ),
    )
  }
  const server: Server = createServer((socket) => {
    let text = ''
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        serve(socket, text.slice(0, end))
        text = text.slice(end + 4)
      }
    })
  }).listen({ port: 0, host: '::', ipv6Only: false })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cookieOf: (key) => cookies.get(key),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
