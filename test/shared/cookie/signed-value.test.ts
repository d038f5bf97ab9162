import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64Url, decodeUtf8 } from '../../../src/shared/base/base64url.ts'
import { takeApart } from '../../../src/shared/cookie/signed-value.ts'

describe('takeApart', () => {
  // Signed by itsdangerous' URLSafeTimedSerializer at Unix time 1700000000.
  it.each([
    ['eyJjb3VudCI6MX0.ZVPxAA.uzkRGtt3vM3PT0BQbIMZzrpbpfg', '{"count":1}', false],
    ['e30.ZVPxAA.2DCud2DHkwp4AzU532uLQpx-xgY', '{}', false],
    ['eyJiIjoxLCJhIjoyfQ.ZVPxAA.D_ijFZeeN8Q8a5NTNLAU0p9aEdY', '{"b":1,"a":2}', false],
    ['.eJyrVkrOL80rUbIyMdJRyslPV7JSchwgoFQLAFjwJK4.ZVPxAA.l_RduLAOp7owFToHU-xwyyHcOFU', undefined, true],
  ])('%s', (value, text, isCompressed) => {
    const signed = takeApart(value)
    expect(signed).toMatchObject({ isCompressed, signedAt: 1_700_000_000_000 })
    expect(signed?.text).toBe(text)
    expect(`${signed?.payload}.${signed?.time}.${signed?.signature}`).toBe(value)
  })

  it.each([
    '',
    'a',
    'a.b',
    '6cea3f31-60be-422c-9ae0-a281d9cdd0d6',
    'e30.ZVPxAA.short',
    'e30.ZVPxAA.',
    'e 30.ZVPxAA.2DCud2DHkwp4AzU532uLQpx-xgY',
  ])('does not take %j for a signed value', (value) => {
    expect(takeApart(value)).toBeUndefined()
  })
})

describe('decodeBase64Url', () => {
  it('is the inverse of what Node encodes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64Url(Buffer.from(bytes).toString('base64url'))).toEqual([...bytes])
      }),
    )
  })

  it.each(['a', 'ab=', 'a b', 'a+b/', 'ä'])('refuses %j', (text) => {
    expect(decodeBase64Url(text)).toBeUndefined()
  })
})

describe('decodeUtf8', () => {
  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8([...Buffer.from(text)])).toBe(Buffer.from(text).toString())
      }),
    )
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(decodeUtf8([0xff])).toBeUndefined()
  })
})
