import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeOctets, encodeOctets, octetLength } from '../../../src/shared/base/octets.ts'

const octets = (bytes: readonly number[]): string => Buffer.from(bytes).toString('latin1')

describe('the border between text and octets', () => {
  it.each([
    ['plain', [112, 108, 97, 105, 110]],
    ['ü', [0xc3, 0xbc]],
    ['😀', [0xf0, 0x9f, 0x98, 0x80]],
    ['\udcfc', [0xfc]],
    ['a\udcc3b', [0x61, 0xc3, 0x62]],
    ['\udced\udca0\udc80', [0xed, 0xa0, 0x80]],
    ['\udcc0\udc80', [0xc0, 0x80]],
  ])('%j', (text, bytes) => {
    expect(decodeOctets(octets(bytes))).toBe(text)
    expect(encodeOctets(text)).toBe(octets(bytes))
    expect(octetLength(text)).toBe(bytes.length)
  })

  it('loses no octet, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = octets([...bytes])
        expect(encodeOctets(decodeOctets(text))).toBe(text)
      }),
    )
  })

  it('reads what is UTF-8 as everybody does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeOctets(Buffer.from(text).toString('latin1'))).toBe(text)
        expect(encodeOctets(text)).toBe(Buffer.from(text).toString('latin1'))
      }),
    )
  })

  it('sends a half of a character as the sign that stands for it', () => {
    expect(encodeOctets('a\ud83d')).toBe(Buffer.from('a\ufffd').toString('latin1'))
  })
})
