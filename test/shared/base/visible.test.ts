import fc from 'fast-check'
import { expect, it } from 'vitest'
import { visible, visibleLines } from '../../../src/shared/base/visible.ts'

const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u

it.each([
  ['\u001b]0;owned\u0007', String.raw`\u001b]0;owned\u0007`],
  ['\u009b31mred\u007f', String.raw`\u009b31mred\u007f`],
  ['\u202egpj.exe\u2069', String.raw`\u202egpj.exe\u2069`],
  ['one\nHolds: all\r\n', String.raw`one\u000aHolds: all\u000d\u000a`],
  ['👩\u200d💻 ünïcödé', '👩\u200d💻 ünïcödé'],
])('%j', (text, seen) => {
  expect(visible(text)).toBe(seen)
})

it('keeps the lines of a text of several', () => {
  expect(visibleLines('a\n\tb\r\u001b')).toBe('a\n\tb\\u000d\\u001b')
})

it('leaves nothing unseen, and JSON the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(text)).not.toMatch(unseen)
      const json = visibleLines(JSON.stringify({ [text]: text }, undefined, 2))
      expect(json).not.toMatch(/(?!\n)\p{Cc}/u)
      expect(JSON.parse(json)).toEqual({ [text]: text })
    }),
  )
})
