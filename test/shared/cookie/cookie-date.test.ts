import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCookieDate } from '../../../src/shared/cookie/cookie-date.ts'
import { dateTable } from '../../support/cookie-table.ts'

describe('readCookieDate', () => {
  it.each(dateTable.map(({ text, is }) => [text, is] as const))('reads %j as Chromium does', (text, is) => {
    const moment = readCookieDate(text)
    expect(moment === undefined ? null : moment).toBe(is === null ? null : Date.parse(is))
  })

  it('reads back what HTTP writes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
        expect(readCookieDate(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000)
      }),
    )
  })

  it('takes any text whatever, and is done soon', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-0-9:, JanFeb]*$/)), (text) => {
        const moment = readCookieDate(text)
        expect(moment === undefined || Number.isSafeInteger(moment)).toBe(true)
      }),
    )
    expect(readCookieDate(' -'.repeat(10_000))).toBeUndefined()
  })
})
