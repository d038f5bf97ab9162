import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrderOf, orderAfter, sortColumns } from '../../../../src/renderer/features/cookies/sort-cookies.ts'
import type { JarCookie } from '../../../../src/shared/stream/lab-state.ts'

const cookie = (name: string, expires?: number): JarCookie => ({
  name,
  value: name,
  domain: 'localhost',
  path: '/',
  httpOnly: false,
  secure: false,
  sameSite: 'lax',
  ...(expires === undefined ? {} : { expires }),
})
const namesOf = (cookies: readonly JarCookie[]) => cookies.map(({ name }) => name).join(' ')

describe('the order of cookies', () => {
  const jar = [cookie('b10', 5), cookie('b9'), cookie('a', 9)]

  it.each([
    ['the jar’s own', undefined, 'b10 b9 a'],
    ['by name, numbers as numbers', { column: 'name', isDescending: false }, 'a b9 b10'],
    ['by name, backwards', { column: 'name', isDescending: true }, 'b10 b9 a'],
    ['by end, last those that end with the browser', { column: 'expires', isDescending: false }, 'b10 a b9'],
    ['by end, backwards', { column: 'expires', isDescending: true }, 'b9 a b10'],
  ] as const)('is %s', (_what, order, names) => {
    expect(namesOf(inOrderOf(jar, order))).toBe(names)
  })

  it('turns round at the second press on a column, and begins anew with another', () => {
    const once = orderAfter(undefined, 'name')
    const twice = orderAfter(once, 'name')
    expect([once, twice, orderAfter(twice, 'name'), orderAfter(twice, 'path')]).toEqual([
      { column: 'name', isDescending: false },
      { column: 'name', isDescending: true },
      { column: 'name', isDescending: false },
      { column: 'path', isDescending: false },
    ])
  })

  it('loses no cookie and leaves equal ones as they were', () => {
    const anyCookie = fc
      .record({ name: fc.constantFrom('a', 'b'), expires: fc.option(fc.nat(3), { nil: undefined }) })
      .map(({ name, expires }) => cookie(name, expires))
    fc.assert(
      fc.property(fc.array(anyCookie), fc.constantFrom(...sortColumns), fc.boolean(), (all, column, isDescending) => {
        const sorted = inOrderOf(all, { column, isDescending })
        expect(new Set(sorted)).toEqual(new Set(all))
        const same = (list: readonly JarCookie[]) => list.filter(({ name, expires }) => name === 'a' && expires === 1)
        expect(same(sorted)).toEqual(same(all))
      }),
    )
  })
})
