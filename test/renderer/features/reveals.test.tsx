// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { stateOf } from '../../../src/renderer/client/services.ts'
import { consoleState } from '../../../src/renderer/features/console/console.ts'
import { courseState } from '../../../src/renderer/features/course/course-state.ts'
import type { RevealTarget } from '../../../src/renderer/client/reveal-target.ts'
import { began } from '../../support/observations.ts'
import { drawPanel } from '../../support/panel.tsx'

const entry = { key: 'a', value: '1', truncated: false, version: '1' }
const cookie = {
  name: 'session',
  value: 'one',
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
} as const
const facts = [began({ entries: [entry], jars: { 'browser-a': [cookie], 'browser-b': [] } })]

/** Reveals a target from a tab that takes none, and says what is seen then. */
const reveal = async (target: RevealTarget) => {
  const { services, act, close } = await drawPanel(null, { facts })
  await act(() => {
    services.openTab.change('code')
    services.preferences.change({ isLabShown: false })
    services.reveal(target)
  })
  await close()
  return services
}

it.each<[RevealTarget, string]>([
  [{ tab: 'sequence' }, 'sequence'],
  [{ exchange: 7 }, 'timeline'],
  [{ draft: 'empty' }, 'console'],
  [{ entry: 'a' }, 'store'],
  [{ entry: 'gone' }, 'code'],
  [{ cookie: { browser: 'browser-a', name: 'session' } }, 'cookies'],
  [{ cookie: { browser: 'browser-b', name: 'session' } }, 'code'],
  [{ lesson: 'signed-not-encrypted' }, 'code'],
])('%j opens the tab where it can be seen: %s', async (target, tab) => {
  const services = await reveal(target)
  expect(services.openTab.current()).toBe(tab)
  expect(services.preferences.current().tab).toBe(tab)
})

it('an exchange is looked at, a draft begun anew, an experiment opened in the course', async () => {
  expect((await reveal({ exchange: 7 })).selection.current()).toBe(7)
  expect(stateOf(await reveal({ draft: 'empty' }), consoleState).current().draft.target).toBe('/')
  const services = await reveal({ lesson: 'signed-not-encrypted' })
  expect(services.preferences.current().isLabShown).toBe(true)
  expect(stateOf(services, courseState).current().experiment).toEqual({ id: 'signed-not-encrypted', isCalled: true })
})
