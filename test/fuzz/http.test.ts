import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliver, type Delivered, type Delivery } from './support/deliver.ts'
import { anyDelivery } from './support/odd-requests.ts'
import { patience, tryOut } from './support/options.ts'
import { parseAnswers } from './support/strict-http.ts'
import { expectHealthy, settledWithin, startWholeLab } from './support/whole-lab.ts'

/** Answers of a server that mean that it, and not the sender, is at fault. */
const isServersFault = (status: number): boolean => status >= 500 && status !== 501 && status !== 505

/** What is wrong with the way in which a server took a delivery. */
const problemOf = ({ text, then }: Delivery, { bytes, ended }: Delivered): string | undefined => {
  if (then === 'reset') return undefined
  const answers = parseAnswers(bytes, text.includes('HEAD'))
  if (!answers.ok) return answers.failure
  if (!ended) return 'the server did not end a connection whose sender is done'
  const final = answers.value.filter(({ status }) => status >= 200)
  if (final.length === 0 && then === 'end-when-answered') return 'no answer'
  const fault = final.find(({ status }) => isServersFault(status))
  return fault && `${fault.status}: ${fault.body}`
}

const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
const hidden = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n'

// Where two programs on the way could read a body's length differently, the rest of it would be a request to one of them.
const smuggling: readonly (readonly [shape: string, sent: string])[] = [
  ['a length beside chunks', `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['chunks beside a length', `${head}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${hidden}`],
  ['two lengths', `${head}Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`],
  ['lengths in a list', `${head}Content-Length: 0, 0\r\n\r\n${hidden}`],
  ['a length with a sign', `${head}Content-Length: +0\r\n\r\n${hidden}`],
  ['space before the colon', `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['a coding that is not chunked', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['chunked, but not at last', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`],
  ['a folded coding', `${head}Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${hidden}`],
  ['a chunk size with a sign', `${head}Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n${hidden}`],
  ['a chunk size in 0x', `${head}Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n${hidden}`],
  ['a chunk ended by a bare line feed', `${head}Transfer-Encoding: chunked\r\n\r\n1\n{\n0\n\n${hidden}`],
  ['a header ended by a bare carriage return', `${head}X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['a NUL in a header', `${head}X: a\u0000\r\n\r\n${hidden}`],
  [
    'what comes behind the end of a connection',
    `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n${hidden}`,
  ],
  ['what comes behind CONNECT', `CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n${hidden}`],
]

describe('a request that hides another', () => {
  it('is answered once, and the hidden one is never seen', async () => {
    const lab = await startWholeLab()
    for (const [shape, text] of smuggling) {
      for (const { port } of [lab.counter, lab.kv, lab.panel]) {
        const { bytes, ended } = await deliver(
          port,
          { text, cuts: [], pause: 0, then: 'end-when-answered' },
          settledWithin,
        )
        const answers = parseAnswers(bytes, false)
        expect([shape, ended, answers.ok && answers.value.length]).toEqual([shape, true, 1])
      }
    }
    const targets = lab.log
      .read(0, Number.MAX_SAFE_INTEGER)
      .flatMap((observation) => (observation.kind === 'exchange.requested' ? [observation.target] : []))
    expect(new Set(targets)).toEqual(new Set(['/']))
    await expectHealthy(lab)
  })
})

describe('what judges the answers', () => {
  const date = 'Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n'
  it.each([
    ['a status line of its own', `HTTP/1.1 200\r\n${date}Content-Length: 0\r\n\r\n`],
    ['two lengths', `HTTP/1.1 200 OK\r\n${date}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`],
    ['a body that is cut off', `HTTP/1.1 200 OK\r\n${date}Content-Length: 2\r\n\r\na`],
    ['a body that is too long', `HTTP/1.1 200 OK\r\n${date}Content-Length: 1\r\n\r\nab`],
    ['a chunk that is cut off', `HTTP/1.1 200 OK\r\n${date}Transfer-Encoding: chunked\r\n\r\n2\r\na`],
    ['a header with a bare line feed', `HTTP/1.1 200 OK\r\n${date}X: a\nb\r\nContent-Length: 0\r\n\r\n`],
    ['no date', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['no length', `HTTP/1.1 200 OK\r\n${date}\r\nabc`],
    ['405 without Allow', `HTTP/1.1 405 No\r\n${date}Content-Length: 0\r\n\r\n`],
  ])('refuses %s', (_what, text) => {
    expect(parseAnswers(Buffer.from(text, 'latin1'), false).ok).toBe(false)
  })

  it('takes answers in a row, chunks, and an answer to HEAD', () => {
    const whole = `HTTP/1.1 200 OK\r\n${date}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n${date}Content-Length: 5\r\n\r\n`
    expect(parseAnswers(Buffer.from(whole, 'latin1'), true)).toMatchObject({
      ok: true,
      value: [{ body: 'ab' }, { body: '' }],
    })
  })
})

describe('odd HTTP', () => {
  it('is answered with well-formed HTTP by each server, and harms none', { timeout: patience }, async () => {
    const lab = await startWholeLab()
    const ports = [lab.counter.port, lab.kv.port, lab.panel.port]
    const sending = fc.array(fc.tuple(fc.constantFrom(...ports), anyDelivery), {
      minLength: 1,
      maxLength: 25,
      size: 'max',
    })
    await tryOut(
      fc.asyncProperty(sending, async (deliveries) => {
        lab.defects.length = 0
        const problems = await Promise.all(
          deliveries.map(async ([port, delivery]) => problemOf(delivery, await deliver(port, delivery, settledWithin))),
        )
        expect(problems.filter((problem) => problem !== undefined)).toEqual([])
        expect(lab.defects).toEqual([])
      }),
      12,
    )
    await expectHealthy(lab)
  })
})
