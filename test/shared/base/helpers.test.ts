import { expect, test } from 'vitest'
import { setNewest } from '../../../src/shared/base/bounded-map.ts'
import { errnoOf, isErrno } from '../../../src/shared/base/errno.ts'
import { present } from '../../../src/shared/base/present.ts'
import { isUuid } from '../../../src/shared/base/uuid.ts'

test('a bounded map forgets what was set longest ago', () => {
  const map = new Map<string, number>()
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const)
    setNewest(map, key, value, 2)
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ])
})

test('only what has a code that is a text failed for a reason of the system', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' })
  expect([isErrno(missing, 'EEXIST', 'ENOENT'), isErrno(missing, 'EEXIST'), isErrno(missing)]).toEqual([
    true,
    false,
    false,
  ])
  const others = [new Error('x'), Object.assign(new Error('x'), { code: 2 }), { code: 'ENOENT' }, undefined]
  expect(others.map(errnoOf)).toEqual(others.map(() => undefined))
})

test('a member that is undefined is left out, and no other', () => {
  const members = present({ a: undefined, b: null, c: 0, d: '', e: false })
  expect(Object.entries(members)).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
    ['e', false],
  ])
})

test('a UUID is whole, and nothing else', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
  expect([id, id.toUpperCase()].every(isUuid)).toBe(true)
  expect([id.slice(1), `${id}0`, ` ${id}`, id.replaceAll('-', ''), '', id.replace('0', 'g')].some(isUuid)).toBe(false)
})
