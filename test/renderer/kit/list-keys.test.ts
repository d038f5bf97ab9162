import { describe, expect, it } from 'vitest'
import { placeByKey } from '../../../src/renderer/kit/list-keys.ts'

describe('a key in a list', () => {
  it.each<[string, number, number, number | undefined]>([
    ['ArrowDown', 3, 30, 4],
    ['ArrowDown', 29, 30, 29],
    ['ArrowUp', 3, 30, 2],
    ['ArrowUp', 0, 30, 0],
    ['PageDown', 3, 30, 13],
    ['PageDown', 25, 30, 29],
    ['PageUp', 13, 30, 3],
    ['Home', 13, 30, 0],
    ['End', 13, 30, 29],
    ['Enter', 13, 30, 13],
    [' ', 13, 30, 13],
    ['Enter', -1, 30, 0],
    ['x', 13, 30, undefined],
    ['toString', 13, 30, undefined],
  ])('%s at %d of %d leads to %s', (key, current, length, place) => {
    expect(placeByKey(key, current, length)).toBe(place)
  })
})
