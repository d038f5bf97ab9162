import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineReader } from '../../../src/servers/exercise/lines.ts'

const read = (pieces: readonly string[], atMost = Infinity) => {
  const lines: string[] = []
  let refused = 0
  const take = createLineReader(
    (line) => lines.push(line),
    () => (refused += 1),
    atMost,
  )
  for (const piece of pieces) take(piece)
  return { lines, refused }
}

describe('a line reader', () => {
  it('finds the same lines however the text was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z\n]{0,6}$/), { maxLength: 30 }), (pieces) => {
        expect(read(pieces)).toEqual({ lines: pieces.join('').split('\n').slice(0, -1), refused: 0 })
      }),
    )
  })

  it('refuses a line that is too long once, and reads no more', () => {
    expect(read(['ok\n', 'abc', 'de', 'f\nok\n', 'more'], 5)).toEqual({ lines: ['ok'], refused: 1 })
    expect(read(['abcde\nabcde\n', 'abcdef\n'], 5)).toEqual({ lines: ['abcde', 'abcde'], refused: 1 })
  })
})
