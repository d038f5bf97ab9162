import { describe, expect, it } from 'vitest'
import { migrate, notMigratedText, storedFormat } from '../../../src/shared/stored/migrations.ts'

const format = storedFormat([
  { to: 2, named: 'nameIsSplit', up: ({ name, ...rest }) => ({ ...rest, names: String(name).split(' ') }) },
  { to: 3, named: 'ageIsCounted', up: (stored) => ({ age: 0, ...stored }) },
])

describe('a stored format', () => {
  it('brings each older version up to date, by all the steps after it', () => {
    expect(migrate({ version: 1, name: 'Ada Lovelace' }, format)).toEqual({
      ok: true,
      value: { version: 3, names: ['Ada', 'Lovelace'], age: 0 },
    })
    expect(migrate({ version: 2, names: ['Ada'], age: 7 }, format)).toMatchObject({
      value: { version: 3, names: ['Ada'], age: 7 },
    })
    const current = { version: 3, names: [], age: 1 }
    expect(migrate(current, format)).toEqual({ ok: true, value: current })
  })

  it('keeps what it does not know', () => {
    expect(migrate({ version: 3, names: [], later: true }, format)).toMatchObject({ value: { later: true } })
  })

  it('says of a newer one that it is newer, and of anything else that it is not ours', () => {
    const newer = migrate({ version: 4 }, format)
    if (newer.ok) throw new Error('was read')
    expect(notMigratedText(newer.failure)).toBe('a newer version of Sessionscope wrote it (format 4)')
    for (const value of [undefined, null, 3, [], {}, { version: 0 }, { version: '1' }, { version: 1.5 }])
      expect(migrate(value, format)).toEqual({ ok: false, failure: { kind: 'unknown' } })
  })

  it('is refused when its steps leave one out', () => {
    expect(() => storedFormat([{ to: 3, named: 'tooFar', up: (stored) => stored }])).toThrow(
      'The migration tooFar leads to version 3 and stands in place of 2.',
    )
  })
})
