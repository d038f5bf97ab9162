// @vitest-environment happy-dom
import fc from 'fast-check'
import { createRoot } from 'react-dom/client'
import { act } from 'react'
import { expect, it } from 'vitest'
import { SeenText } from '../../../src/renderer/kit/seen-text.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const drawn = (text: string): string => {
  const place = document.createElement('div')
  const root = createRoot(place)
  act(() => {
    root.render(<SeenText>{text}</SeenText>)
  })
  const { textContent } = place
  act(() => {
    root.unmount()
  })
  return textContent
}

it.each([
  ['count: 1', 'count: 1'],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ['admin\u202etxt.exe', 'adminU+202Etxt.exe'],
  ['\u2066a\u2069', 'U+2066aU+2069'],
  ['\u001b[31m\u009b1m\u007f', 'U+001B[31mU+009B1mU+007F'],
  ['ad\u200bmin\ufeff', 'adU+200BminU+FEFF'],
  ['👩\u200d💻 می\u200cخواهم', '👩\u200d💻 می\u200cخواهم'],
  ['a\u{e0041}b', 'aU+E0041b'],
])('%j', (text, seen) => {
  expect(drawn(text)).toBe(seen)
})

it('leaves nothing that turns the writing round, and every other character', () => {
  const unit = fc.constantFrom(
    'a',
    'ü',
    '😀',
    ' ',
    '\n',
    '\u202a',
    '\u202e',
    '\u2067',
    '\u061c',
    '\u200f',
    '\u0085',
    '\u2028',
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      const seen = drawn(text)
      expect(seen).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u0080-\u009f]/)
      expect(seen.replaceAll(/U\+[\dA-F]{4}/g, '')).toBe(
        text.replaceAll(/[\u061c\u200f\u202a-\u202e\u2066-\u2069\u2028\u0085]/g, ''),
      )
    }),
    { numRuns: 40 },
  )
})
