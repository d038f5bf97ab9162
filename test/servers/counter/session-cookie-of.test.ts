import fc from 'fast-check'
import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sessionCookieOf } from '../../../src/servers/counter/session-cookie-of.ts'

const python = '/usr/bin/python3'
const hasWerkzeug = ((): boolean => {
  try {
    execFileSync(python, ['-c', 'import werkzeug.wrappers'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const cookieIn = (cookie: string, name = 'session'): string | undefined =>
  sessionCookieOf({ headers: { cookie } }, name)

const headers = [
  'session=A',
  'a=1; session=A',
  'x="a; session=B"; session=A',
  'session="a; b"; x=1',
  'session="a\\"b; c"',
  'session="\\303\\274"',
  'session="\\9\\q\\\\"',
  'session="open; session=B',
  'session="a"b; session=B',
  'session=a"b;c"d',
  'session=A; session=B',
  'session',
  'session=; session=B',
  'session ; session=B',
  '=x; session=A',
  '; ;; session=A',
  ' session = A ',
  'session=A;',
  'session=a=b==',
  'session=j:{"a":1}',
  'Session=A; session=B',
  'session=%41',
  'session=a,b',
  '"session"=A',
  'session="',
  'session=""',
  'session="" "',
  'a="\\;session=A',
  'session=\xc3\xbc',
  'session="\xc3\xbc"',
  '\xa0session\x85=\xa0A',
]

describe.skipIf(!hasWerkzeug)('the session cookie is what Werkzeug would give Flask', () => {
  const judge = spawn(python, [new URL('../../support/werkzeug_judge.py', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: judge.stdout })[Symbol.asyncIterator]()
  const ask = async (header: string): Promise<Map<string, string>> => {
    judge.stdin.write(`${JSON.stringify(header)}\n`)
    const line = await lines.next()
    if (line.done === true) throw new Error('The judge is gone.')
    return new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(line.value))))
  }
  afterAll(() => {
    judge.kill()
  })

  it.each(headers)('%j', async (header) => {
    expect(cookieIn(header)).toBe((await ask(header)).get('session'))
  })

  it('whatever the header', async () => {
    const part = fc.constantFrom(
      'session',
      'x',
      '=',
      ';',
      '"',
      '\\',
      ' ',
      '\t',
      ',',
      '303',
      '\\303\\274',
      'A',
      '\xe9',
      '\xa0',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
        async (header) => {
          const cookies = await ask(header)
          for (const name of [...cookies.keys(), 'session']) expect(cookieIn(header, name)).toBe(cookies.get(name))
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

it('a header is read soon, whatever its quotes', () => {
  const began = performance.now()
  for (const piece of ['a="', 'a="\\";', ' ', '=', '"', 'a ']) cookieIn(piece.repeat(Math.floor(16_384 / piece.length)))
  expect(performance.now() - began).toBeLessThan(5_000)
})
