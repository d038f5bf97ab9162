import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { streamObservations, type StreamOptions } from '../../../src/servers/control/stream-observations.ts'
import type { ObservationLog } from '../../../src/servers/observation/observation-log.ts'
import { appOf, newLog, serve } from '../../support/serve.ts'

const streaming = async (log: ObservationLog, options: Partial<StreamOptions> = {}) => {
  const { port, url } = await serve(appOf(streamObservations({ log, ...options })))
  return { port, url }
}

/** A client that has asked for the stream and reads nothing until it is told to. */
const stalled = async (port: number, lastEventId = ''): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  socket.pause()
  socket.write(
    `GET / HTTP/1.1\r\nHost: localhost\r\n${lastEventId === '' ? '' : `Last-Event-ID: ${lastEventId}\r\n`}\r\n`,
  )
  return socket
}

/** What a client has still to read up to some text, without the marks of the chunks it came in. */
const readUntil = (socket: Socket, wanted: string): Promise<string> =>
  new Promise((resolve) => {
    const pieces: string[] = []
    let end = ''
    socket.setEncoding('utf8').on('data', (piece: string) => {
      pieces.push(piece)
      end = end.slice(-wanted.length) + piece
      if (end.includes(wanted)) resolve(pieces.join('').replace(/\r\n[\da-f]+\r\n/g, ''))
    })
    socket.resume()
  })

/** All of a stream that was ended. */
const readAll = (socket: Socket): Promise<string> => readUntil(socket, '\r\n0\r\n\r\n')

/** A promise, and what settles it. */
const told = () => {
  let tell: (problem: string) => void = () => undefined
  const promise = new Promise<string>((resolve) => (tell = resolve))
  return { promise, tell }
}

const sequencesIn = (text: string): number[] =>
  Array.from(text.matchAll(/"sequence":(\d+)/g), ([, sequence]) => Number(sequence))

const fill = (log: ObservationLog, count: number, value = 'x'.repeat(60_000)): void => {
  for (let key = 0; key < count; key += 1)
    log.append({ kind: 'entry.written', entry: { key: String(key), value, truncated: false }, isNew: true })
}

const counting = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => index + from)

test('a reader that does not read is dropped, told why, and resumes where it was', async () => {
  const log = newLog()
  fill(log, 500)
  const ended = told()
  const { port } = await streaming(log, { stalledAfter: 300, lastWords: 30_000, onEnded: ended.tell })
  const reader = await stalled(port)
  expect(await ended.promise).toBe('This panel read nothing for 0.3 s, so the lab ended its stream.')
  const text = await readAll(reader)
  expect(text).toMatch(/event: ended\ndata: \{"problem":"This panel read nothing[^\n]*\n\n/)
  const seen = sequencesIn(text)
  expect(seen.length).toBeLessThan(500)
  const last = /.*id: (\S+)\n/s.exec(text)?.[1] ?? ''
  expect(last).toBe(`${log.trace}:${seen.length}`)
  const again = await stalled(port, last)
  const rest = await readUntil(again, '"sequence":501,')
  expect([...seen, ...sequencesIn(rest)]).toEqual(counting(501))
})

test('one that never reads is cut off, and what it held is free for another', async () => {
  const log = newLog()
  fill(log, 500)
  const onEnded = vi.fn()
  const { port, url } = await streaming(log, { stalledAfter: 200, lastWords: 200, streamsAtMost: 1, onEnded })
  await stalled(port)
  await expect.poll(async () => (await fetch(url)).status).toBe(503)
  expect(await (await fetch(url)).text()).toContain('1 panels follow this lab already')
  await expect
    .poll(
      async () => {
        const abort = new AbortController()
        const { status } = await fetch(url, { signal: abort.signal })
        abort.abort()
        return status
      },
      { timeout: 10_000 },
    )
    .toBe(200)
  expect(onEnded).toHaveBeenCalledOnce()
})

test('a reader with nothing to read is left alone', async () => {
  const log = newLog()
  const onEnded = vi.fn()
  const { port } = await streaming(log, { stalledAfter: 50, onEnded })
  const reader = await stalled(port)
  const read = readUntil(reader, 'still')
  const other = told()
  // One beside it that does not read shows that the time was over.
  const { port: busy } = await streaming(fullLog(), { stalledAfter: 200, onEnded: other.tell })
  await stalled(busy)
  await other.promise
  fill(log, 1, 'still')
  await read
  expect(onEnded).not.toHaveBeenCalled()
})

const fullLog = (): ObservationLog => {
  const log = newLog()
  fill(log, 500)
  return log
}

test('a stream that cannot be written ends with its reason', async () => {
  const log = newLog()
  const onEnded = vi.fn()
  const { port } = await streaming(log, { onEnded })
  const reader = await stalled(port)
  // What JSON cannot say stands for whatever a defect may put there.
  log.append({ kind: 'trouble.changed', source: 'lab', problem: 1n as unknown as string })
  expect(await readAll(reader)).toMatch(
    /event: ended\ndata: \{"problem":"The lab could not write this panel's stream: [^\n]*BigInt/,
  )
  expect(onEnded).toHaveBeenCalledOnce()
})

test('what is so now reaches a new panel, however much it is', async () => {
  const cookies = Array.from({ length: 700 }, (_, n) => ({
    name: String(n),
    value: 'x'.repeat(4_000),
    domain: 'localhost',
    path: '/',
    httpOnly: false,
    secure: false,
    sameSite: 'lax' as const,
  }))
  const entries = Array.from({ length: 1_000 }, (_, n) => ({
    key: String(n),
    value: 'x'.repeat(16_000),
    truncated: true,
  }))
  const log = newLog({ baseline: { ...emptyBaseline, jars: { 'browser-a': cookies, 'browser-b': cookies }, entries } })
  fill(log, 3)
  const { url } = await streaming(log)
  const abort = new AbortController()
  const { body } = await fetch(url, { signal: abort.signal })
  let length = 0
  let end = ''
  for await (const piece of body ?? []) {
    const text = Buffer.from(piece as Uint8Array).toString()
    length += text.length
    end = (end + text).slice(-200_000)
    if (sequencesIn(end).at(-1) === 4) break
  }
  abort.abort()
  expect(length).toBeGreaterThan(20_000_000)
})

test('a batch is written once for all that follow', async () => {
  const log = newLog()
  fill(log, 400, 'value')
  const written = vi.spyOn(JSON, 'stringify')
  const { url } = await streaming(log)
  const abort = new AbortController()
  onTestFinished(() => {
    written.mockRestore()
  })
  const readers = await Promise.all(counting(30).map(() => fetch(url, { signal: abort.signal })))
  const firsts = await Promise.all(
    readers.map(async ({ body }) => Buffer.from((await body?.getReader().read())?.value ?? []).toString()),
  )
  abort.abort()
  expect(new Set(firsts.map((first) => first.slice(0, 50))).size).toBe(1)
  expect(written.mock.calls.filter(([value]) => Array.isArray(value) && value.length === 401)).toHaveLength(1)
})
