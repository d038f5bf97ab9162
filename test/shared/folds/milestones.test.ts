import { describe, expect, it } from 'vitest'
import { milestonesFold } from '../../../src/shared/folds/milestones.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { defaultSettings, publicSettings, type Settings } from '../../../src/shared/stream/settings.ts'
import { began, requested, stamped } from '../../support/observations.ts'

const settingsOf = (change: Partial<Settings>) => publicSettings({ ...defaultSettings, ...change })
const set = (change: Partial<Settings>): Fact => ({
  kind: 'settings.changed',
  settings: settingsOf(change),
  problems: [],
})
const after = (...facts: readonly Fact[]) =>
  foldAll(milestonesFold, stamped(facts)).milestones.map(({ id: _id, at: _at, ...milestone }) => milestone)

describe('the milestones', () => {
  it('are settings that changed, and only those, after the exchanges so far', () => {
    expect(
      after(
        began({ settings: settingsOf({ LOCK_SESSIONS: false }) }),
        requested({ exchange: 7 }),
        set({ LOCK_SESSIONS: false, USE_SESSION_STORE: true }),
        set({ LOCK_SESSIONS: false, USE_SESSION_STORE: true }),
        requested({ exchange: 9 }),
        set({ SECRET_KEY: 'x', SESSION_COOKIE_NAME: 'id' }),
      ),
    ).toEqual([
      { after: 7, kind: 'settings-changed', changed: [{ key: 'USE_SESSION_STORE', value: true }] },
      {
        after: 9,
        kind: 'settings-changed',
        changed: expect.arrayContaining([
          { key: 'USE_SESSION_STORE', value: false },
          { key: 'LOCK_SESSIONS', value: true },
          { key: 'SESSION_COOKIE_NAME', value: 'id' },
          { key: 'secretKey', value: 'configured' },
        ]) as unknown,
      },
    ])
  })

  it('are stand-ins that come and leave', () => {
    expect(
      after(
        began(),
        requested({ exchange: 1 }),
        { kind: 'stage.changed', lesson: 'copied-id' },
        requested({ exchange: 2 }),
        { kind: 'stage.changed' },
      ),
    ).toEqual([
      { after: 1, kind: 'stand-ins-came', lesson: 'copied-id' },
      { after: 2, kind: 'stand-ins-left' },
    ])
  })

  it('begin with the stand-ins that are there when a log begins', () => {
    expect(after(began({ stage: 'copied-id' }, 'cleared'))).toEqual([
      { after: 0, kind: 'stand-ins-came', lesson: 'copied-id' },
    ])
  })

  it('are forgotten with the log, and no more than two hundred', () => {
    const toggles = Array.from({ length: 301 }, (_, index) => set({ USE_SESSION_STORE: index % 2 === 0 }))
    expect(after(began(), ...toggles)).toHaveLength(200)
    expect(after(began(), ...toggles, began({}, 'cleared'))).toEqual([])
  })
})
