import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dateFrom } from '../../../src/shared/base/date-from.ts'
import { reportTexts } from '../../../src/shared/report/report-texts.ts'
import { localTime } from '../../../src/renderer/features/cookies/local-time.ts'
import { date, dateTime, time } from '../../../src/renderer/texts/wording.ts'

const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, 8.64e15, 8.64e15 + 1, -8.64e15 - 1, 1.8e22, 0),
)

it('any number is a moment that can be written, or none', () => {
  fc.assert(
    fc.property(anyNumber, (moment) => {
      const at = dateFrom(moment)
      expect(at === undefined).toBe(!(Math.abs(moment) <= 8.64e15))
      expect(at?.toISOString() ?? '').toEqual(expect.any(String))
      for (const write of [date.format, time.format, dateTime])
        expect(write(moment).includes('beyond the calendar')).toBe(at === undefined)
      expect(localTime(moment) === '').toBe(at === undefined)
      expect(reportTexts.date({ at: moment, zone: 0 })).not.toMatch(/NaN|undefined/)
    }),
  )
})
