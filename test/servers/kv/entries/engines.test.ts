import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storageEngines } from '../../../../src/servers/kv/entries/engines/engines.ts'
import { openEntries } from '../../../../src/servers/kv/entries/open-entries.ts'
import { counterSettings, engineSetting } from '../../../../src/servers/settings/counter-settings.ts'
import { readSettingsOf } from '../../../../src/servers/settings/read-settings.ts'
import { templateOf } from '../../../../src/servers/settings/settings-template.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import type { Clock } from '../../../../src/shared/base/clock.ts'
import { entriesSuite } from '../../../suites/entries.ts'
import { valueOf } from '../../../support/serve.ts'
import { enginesDocs } from '../../../support/settings-docs.ts'
import { toyEngine } from '../../../support/toy-engine.ts'

const withToy = [...storageEngines, toyEngine]

let count = 0
const openToy = async (clock: Clock) => {
  const store = `toy:box${String((count += 1))}`
  const open = async () => valueOf(await openEntries({ store, folder: '', clock }, withToy))
  return { entries: await open(), others: await open(), dispose: () => Promise.resolve() }
}

entriesSuite('an engine that is one file and one line more', openToy)

describe('KV_STORE', () => {
  const settings = { ...counterSettings, KV_STORE: engineSetting(withToy) }
  const readingOf = (text: string) =>
    readSettingsOf(settings, text, { file: 'counter.cfg', environment: {} }).outcomes.get('KV_STORE')

  it('can name an engine that is one file and one line more', () => {
    expect(readingOf("KV_STORE = 'toy:red'\n")).toEqual({ kind: 'set', value: 'toy:red' })
    expect(templateOf(settings)).toContain("or a box such as 'toy:red'.\n# KV_STORE = 'disk'\n")
    expect(enginesDocs(withToy)).toContain("\n| a box such as `'toy:red'` | Boxes of a test. |\n")
  })

  it.each(['dbm', 'Memory', 'redis:localhost', 'http://localhost:6379', 'toy:', ''])(
    'is refused when it is %j, with all that it can be',
    async (store) => {
      const expected = /expected 'disk', 'memory', a URL such as 'redis:\/\/localhost:6379' or a box such as 'toy:red'/
      const opened = await openEntries({ store, folder: '', clock: systemClock }, withToy)
      expect(opened).toMatchObject({ ok: false, failure: { code: 'bad-input' } })
      expect(opened.ok ? '' : opened.failure.message).toMatch(expected)
      expect(readingOf(`KV_STORE = '${store}'\n`)).toMatchObject({
        kind: 'wrong',
        problem: { message: expect.stringMatching(expected) as unknown },
      })
    },
  )

  it.each(['disk', 'memory', 'redis://localhost', 'rediss://user:word@host:1/2', 'toy:red'])(
    'names one engine when it is %j',
    (store) => {
      expect(withToy.filter((engine) => engine.matches(store))).toHaveLength(1)
    },
  )
})

it('no two engines have one id', () => {
  expect(new Set(withToy.map(({ id }) => id)).size).toBe(withToy.length)
})

it('the documentation has the table of the engines that there are', async () => {
  const docs = await readFile(join(import.meta.dirname, '../../../../docs/servers.md'), 'utf8')
  expect(docs).toContain(enginesDocs(storageEngines))
})
