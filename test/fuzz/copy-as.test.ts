import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snippetKinds } from '../../src/shared/copy-as/snippets.ts'
import { oddRequests, type OddRequest } from '../support/odd-requests.ts'
import { faultsOf, isHere } from '../support/run-snippets.ts'
import { isFuzzing, patience, tryOut } from './support/options.ts'

const pieces = [
  'a',
  'B',
  '1',
  '-',
  '--',
  '=',
  ':=',
  '@',
  ':',
  ';',
  "'",
  '"',
  '`',
  '$',
  '$(id)',
  '\\',
  '\\\\',
  '%',
  '%20',
  '%2f',
  '&',
  '|',
  '#',
  '?',
  '/',
  '..',
  '.',
  '*',
  '~',
  '!',
  '^',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  ',',
  '+',
  '_',
]
const octets = ['\xfc', '\xc3\xbc', '\xff', '\xe2\x82\xac']

const text = (extra: readonly string[], maxLength = 8) =>
  fc.array(fc.constantFrom(...pieces, ...extra), { maxLength }).map((parts) => parts.join(''))
const token = fc
  .array(
    fc.constantFrom('a', 'B', '1', '-', '--', '_', '.', '!', '#', '$', '%', '&', "'", '*', '+', '^', '`', '|', '~'),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''))
const ownNames =
  /^(connection|keep-alive|te|trailer|upgrade|expect|transfer-encoding|content-length|user-agent|accept-encoding|host|sec-.*)$/i

const anyRequest: fc.Arbitrary<OddRequest> = fc
  .record({
    method: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH') },
      { weight: 1, arbitrary: token },
    ),
    target: fc.oneof(
      { weight: 3, arbitrary: fc.constant('/') },
      { weight: 6, arbitrary: text(octets).map((rest) => `/${rest}`) },
      { weight: 1, arbitrary: fc.constantFrom('*', 'http://x/y', 'x:1') },
    ),
    headers: fc
      .array(
        fc.tuple(
          fc.oneof(token, fc.constantFrom('Cookie', 'Content-Type', 'Accept', 'X-A', 'x-a', '__proto__')),
          text([...octets, ' ', '\t']).map((value) => value.trim()),
        ),
        { maxLength: 4 },
      )
      .map((all) => all.filter(([name]) => !ownNames.test(name))),
    body: fc.oneof(
      { weight: 2, arbitrary: fc.constant(Buffer.alloc(0)) },
      {
        weight: 3,
        arbitrary: text([' ', '\n', '\r', '\t', '\0', 'é', '😀', '\u009b']).map((body) => Buffer.from(body)),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
    ),
  })
  .map((request) => ({
    ...request,
    name: JSON.stringify({ ...request, body: request.body.toString('latin1') }),
    cannot: '',
  }))

describe.each(snippetKinds)('a request written out for %s', (kind) => {
  it.skipIf(!isHere(kind) || !isFuzzing)(
    'sends the same bytes: each that is known to be odd',
    { timeout: patience + 600_000 },
    async () => {
      expect(await faultsOf(kind, oddRequests, true)).toEqual([])
    },
  )

  it.skipIf(!isHere(kind))('sends the same bytes, whatever they are', { timeout: patience + 300_000 }, async () => {
    await tryOut(
      fc.asyncProperty(fc.array(anyRequest, { minLength: 15, maxLength: 15 }), async (requests) => {
        expect(await faultsOf(kind, requests)).toEqual([])
      }),
      1,
    )
  })
})
