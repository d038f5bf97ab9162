import { describe, expect, it } from 'vitest'
import { mayBeLong } from '../../../../src/renderer/features/timeline/use-column-room.ts'

describe('a text that may be wider than its column', () => {
  it.each([
    ['ten letters', 'W'.repeat(10), 10, false, false],
    ['one more than there is room for at their widest', 'W'.repeat(11), 10, false, true],
    ['narrow ones, whose width is not known', 'i'.repeat(11), 10, false, true],
    ['code, whose characters are all of one width', 'i'.repeat(16), 9.7, true, false],
    ['one character of code more', 'i'.repeat(17), 9.7, true, true],
    ['code in characters of another font', '漢'.repeat(10), 9.7, true, true],
    ['nothing', '', 0, false, false],
    ['anything where nothing was measured yet', 'a', 0, true, true],
  ])('%s', (_name, text, room, isCode, expected) => {
    expect(mayBeLong(text, room, isCode)).toBe(expected)
  })
})
