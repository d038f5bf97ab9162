import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasAttribute, isRemoval, parseSetCookie } from '../../../src/shared/cookie/set-cookie.ts'

describe('parseSetCookie', () => {
  it.each([
    ['session=abc', 'session', 'abc', []],
    ['session=abc; HttpOnly; Path=/', 'session', 'abc', [{ name: 'HttpOnly' }, { name: 'Path', value: '/' }]],
    ['  session =  a b ;Path=/x', 'session', 'a b', [{ name: 'Path', value: '/x' }]],
    ['session=a=b==', 'session', 'a=b==', []],
    ['session=', 'session', '', []],
    ['no-equals-sign', '', 'no-equals-sign', []],
    ['s=1; ; Path = /y ;', 's', '1', [{ name: 'Path', value: '/y' }]],
    [
      's=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      's',
      '1',
      [{ name: 'Expires', value: 'Thu, 01 Jan 1970 00:00:00 GMT' }],
    ],
  ])('reads %j', (raw, name, value, attributes) => {
    expect(parseSetCookie(raw)).toMatchObject({ raw, name, value, attributes })
  })

  it('says where in the raw text the value stands, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const { value, valueAt } = parseSetCookie(raw)
        expect(raw.slice(valueAt, valueAt + value.length)).toBe(value)
      }),
    )
  })

  it('reads back what was put together', () => {
    const token = fc.stringMatching(/^[\w-]{1,12}$/)
    fc.assert(
      fc.property(token, token, token, (name, value, path) => {
        const cookie = parseSetCookie(`${name}=${value}; Path=/${path}; HttpOnly`)
        expect(cookie).toMatchObject({ name, value })
        expect(cookie.attributes).toEqual([{ name: 'Path', value: `/${path}` }, { name: 'HttpOnly' }])
      }),
    )
  })

  it('takes no more than spaces and tabs off', () => {
    expect(parseSetCookie(' \t\u00a0s\u00a0 = \u00a01\t')).toMatchObject({ name: '\u00a0s\u00a0', value: '\u00a01' })
  })

  it.each([
    ['s=1; HttpOnly', true],
    ['s=1; httponly=0', true],
    ['s=1; HttpOnly2', false],
    [`s=1; HttpOnly=${'x'.repeat(1025)}`, false],
  ])('finds out whether an attribute counts: %.20s', (line, counts) => {
    expect(hasAttribute(parseSetCookie(line), 'http-only')).toBe(counts)
  })
})

describe('isRemoval', () => {
  const now = Date.parse('2024-01-01T00:00:00Z')

  it.each([
    ['s=1', false],
    ['s=; Max-Age=0', true],
    ['s=; Max-Age=-5', true],
    ['s=1; Max-Age=60', false],
    ['s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', true],
    ['s=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT', false],
    ['s=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60', false],
    ['s=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT; Max-Age=0', true],
    ['s=1; Expires=yesterday', false],
    ['s=1; Max-Age=soon', false],
  ])('%s: %s', (raw, expected) => {
    expect(isRemoval(parseSetCookie(raw), now)).toBe(expected)
  })
})
