import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64Url, decodeUtf8 } from '../../../src/shared/base/base64url.ts'

describe('decodeBase64Url', () => {
  it('is the inverse of what Node encodes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64Url(Buffer.from(bytes).toString('base64url'))).toEqual(bytes)
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
        expect(decodeUtf8(Buffer.from(text))).toBe(Buffer.from(text).toString())
      }),
    )
  })

  it('refuses what Node refuses', async () => {
    const { isUtf8 } = await import('node:buffer')
    const odd = fc.array(
      fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xf5),
    )
    fc.assert(
      fc.property(odd, (bytes) => {
        const buffer = Buffer.from(bytes)
        expect(decodeUtf8(buffer)).toBe(isUtf8(buffer) ? buffer.toString() : undefined)
      }),
      { numRuns: 3000 },
    )
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(decodeUtf8(Uint8Array.of(0xff))).toBeUndefined()
  })
})
