import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { crashesFold } from '../../../src/shared/folds/crashes.ts'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { jarsFold } from '../../../src/shared/folds/jars.ts'
import { labFold } from '../../../src/shared/folds/lab.ts'
import { pagesFold } from '../../../src/shared/folds/pages.ts'
import type { Crashing } from '../../../src/shared/stream/changes.ts'
import type { JarCookie, Page } from '../../../src/shared/stream/lab-state.ts'
import { began, stamped } from '../../support/observations.ts'

const cookie: JarCookie = {
  name: 's',
  value: '1',
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
}
const page: Page = { url: 'http://localhost:5000/', title: 'Counter example', state: 'shown' }

describe('jarsFold', () => {
  it('holds what each browser holds now', () => {
    const view = foldAll(
      jarsFold,
      stamped([
        began({ jars: { 'browser-a': [cookie], 'browser-b': [cookie] } }),
        { kind: 'jar.changed', browser: 'browser-a', cookies: [] },
      ]),
    )
    expect(view).toEqual({ 'browser-a': [], 'browser-b': [cookie] })
  })
})

describe('pagesFold', () => {
  it('holds what each browser shows now', () => {
    const view = foldAll(pagesFold, stamped([began(), { kind: 'page.changed', browser: 'browser-b', page }]))
    expect(view['browser-a'].state).toBe('blank')
    expect(view['browser-b']).toEqual(page)
  })
})

describe('labFold', () => {
  const problem = { file: 'counter.cfg', line: 3, message: 'True or False was expected' }

  it('knows nothing before the log began', () => {
    expect(foldAll(labFold, stamped([{ kind: 'server.changed', server: 'kv', state: { state: 'stopped' } }]))).toEqual({
      state: 'unknown',
    })
  })

  it('follows settings, problems and nodes', () => {
    const view = foldAll(
      labFold,
      stamped([
        began(),
        {
          kind: 'settings.changed',
          settings: { ...emptyBaseline.settings, USE_SESSION_STORE: true },
          problems: [problem],
        },
        { kind: 'server.changed', server: 'kv', state: { state: 'listening', url: 'http://localhost:5100/' } },
      ]),
    )
    expect(view).toMatchObject({
      state: 'known',
      settings: { USE_SESSION_STORE: true },
      problems: [problem],
      nodes: [
        { id: 'counter', role: 'app', state: 'stopped' },
        { id: 'kv', role: 'store', state: 'listening', url: 'http://localhost:5100/' },
      ],
    })
  })
})

describe('crashes', () => {
  const crashed = (of: Crashing, reason: string) => ({ kind: 'page.crashed', of, reason, isRevived: true }) as const

  it('are the newest of each page, until the log is cleared', () => {
    const facts = [began(), crashed('browser-a', 'crashed'), crashed('panel', 'oom'), crashed('browser-a', 'killed')]
    expect(foldAll(crashesFold, stamped(facts)).map(({ of, reason }) => [of, reason])).toEqual([
      ['panel', 'oom'],
      ['browser-a', 'killed'],
    ])
    expect(foldAll(crashesFold, stamped([...facts, began()]))).toEqual([])
  })
})
