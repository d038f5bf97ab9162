import { describe, expect, it } from 'vitest'
import { marksOf } from '../../../src/shared/exchange/exchange-marks.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import type { BlockedCookie } from '../../../src/shared/folds/blocked-cookies.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, opened, requested, saved, stamped, utf8 } from '../../support/observations.ts'

const cookie: BlockedCookie = { text: 'a=1', reasons: ['SameSiteStrict'] }
const refused = opened({ cookie: 'x', outcome: { state: 'refused', reason: 'unknown-id' } })
const begun = saved({ id: 'id', data: { count: 1 } })

const marks = (...facts: Fact[]) => {
  const record = foldAll(exchangesFold, stamped([requested(), ...facts])).byId.get(1)
  if (record === undefined) throw new Error('nothing was requested')
  return (heldBack: readonly BlockedCookie[] = [], notKept: readonly BlockedCookie[] = []) =>
    marksOf(record, heldBack.length + notKept.length === 0 ? undefined : { heldBack, notKept }).map(({ kind }) => kind)
}

describe('the marks of an exchange', () => {
  it.each<[string, Fact[], string[]]>([
    ['none where nobody says anything', [answered()], []],
    ['none of an accepted cookie', [opened({ cookie: 'x', outcome: { state: 'loaded', data: {} } }), begun], []],
    ['a cookie that was refused, and no new visitor, though a session began', [refused, begun], ['refused']],
    ['a new visitor', [opened(), begun], ['new-visitor']],
    ['no new visitor where no session began', [opened()], []],
    ['no new visitor where the session was emptied at once', [opened(), saved()], []],
    ['no new visitor where a cookie came that was none', [opened({ cookie: '' }), begun], []],
    ['no new visitor by what was read off the wire', [opened({ source: 'wire' }), { ...begun, source: 'wire' }], []],
  ])('are %s', (_name, facts, expected) => {
    expect(marks(...facts)()).toEqual(expected)
  })

  it('are what the browser held back and did not keep, in the order of what happened', () => {
    expect(marks(opened(), begun)([cookie], [cookie])).toEqual(['held-back', 'new-visitor', 'not-kept'])
    expect(marks(refused, begun)([], [cookie])).toEqual(['refused', 'not-kept'])
    expect(marks()([cookie])).toEqual(['held-back'])
  })

  it('are what was changed by hand', () => {
    const was = { kind: 'answer', status: 200, reason: 'OK', headers: [], body: utf8('1') } as const
    const cut: Fact = { kind: 'hop.changed', exchange: 1, phase: 'answer', was, now: { kind: 'cut' } }
    expect(marks(cut)()).toEqual(['changed-by-hand'])
    expect(marks(opened(), begun, cut)([], [cookie])).toEqual(['new-visitor', 'changed-by-hand', 'not-kept'])
  })
})
