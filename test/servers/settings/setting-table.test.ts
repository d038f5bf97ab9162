import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  changeSchemaOf,
  defaultsOf,
  modeKeyOf,
  publicSchemaOf,
  publicValuesOf,
  setting,
  settingsSchemaOf,
  type SettingTable,
} from '../../../src/shared/stream/setting.ts'
import type { PublicSettings, SettingChange, Settings } from '../../../src/shared/stream/settings.ts'
import { counterSettings } from '../../../src/servers/settings/counter-settings.ts'
import { readSettingsOf } from '../../../src/servers/settings/read-settings.ts'
import { templateOf } from '../../../src/servers/settings/settings-template.ts'
import { settingsDocs } from '../../support/settings-docs.ts'

const withToys = {
  ...counterSettings,
  TOY_COLOUR: setting(z.enum(['red', 'green']), {
    default: 'red',
    says: 'Colour of the toy.',
    expects: "'red' or 'green'",
    startsEpoch: true,
  }),
  TOY_PASSWORD: setting(z.string().nullable(), {
    default: null,
    says: 'Opens the toy.',
    expects: 'a text in quotes, or None',
    isSecret: true,
  }),
}

const readingOf = (text: string) => readSettingsOf(withToys, text, { file: 'counter.cfg', environment: {} })

test('a setting that is one row more stands in a new file', () => {
  expect(templateOf(withToys)).toContain("\n\n# Colour of the toy.\n# TOY_COLOUR = 'red'\n")
})

test('it is read, and its message says what it can be', () => {
  expect(readingOf("TOY_COLOUR = 'green'\n").outcomes.get('TOY_COLOUR')).toEqual({ kind: 'set', value: 'green' })
  expect(readingOf("TOY_COLOUR = 'blue'\n").outcomes.get('TOY_COLOUR')).toMatchObject({
    kind: 'wrong',
    problem: { line: 1, key: 'TOY_COLOUR', message: "expected 'red' or 'green', and found 'blue'" },
  })
  expect(readingOf('TOY_COLOUR = !\n').problems).toMatchObject([
    { key: 'TOY_COLOUR', message: expect.stringContaining("expected 'red' or 'green'") as unknown },
  ])
})

test('it has its default, and can be changed to what its schema takes', () => {
  expect(settingsSchemaOf(withToys).parse({}).TOY_COLOUR).toBe('red')
  const changes = changeSchemaOf(withToys)
  expect(changes.safeParse({ key: 'TOY_COLOUR', value: 'green' }).success).toBe(true)
  expect(changes.safeParse({ key: 'TOY_COLOUR', value: 'blue' }).success).toBe(false)
})

test('everybody sees it unless it is secret', () => {
  const settings = { ...defaultsOf(withToys), TOY_PASSWORD: 'hush' }
  expect(publicValuesOf(withToys, settings)).toMatchObject({ TOY_COLOUR: 'red' })
  expect(JSON.stringify(publicValuesOf(withToys, settings))).not.toContain('hush')
  expect(publicSchemaOf(withToys, {}).parse(settings)).not.toHaveProperty('TOY_PASSWORD')
  expect(JSON.stringify([...readingOf('TOY_PASSWORD = 12345\n').outcomes.values()])).not.toContain('12345')
})

test('evidence from before and after a change of it is never mixed, where its row says so', () => {
  const settings = defaultsOf(withToys)
  const keyWith = (change: object) => modeKeyOf(withToys, { ...settings, ...change })
  expect(keyWith({ TOY_COLOUR: 'green' })).not.toBe(keyWith({}))
  expect(keyWith({ TOY_PASSWORD: 'hush' })).toBe(keyWith({}))
  expect(keyWith({ USE_EXERCISE: true })).toBe(keyWith({}))
  expect(keyWith({ USE_EXERCISE: true, USE_SESSION_STORE: true })).not.toBe(keyWith({ USE_SESSION_STORE: true }))
})

test('it has its line in the documentation', () => {
  expect(settingsDocs(withToys)).toContain("\n| `TOY_COLOUR` | `'red'` or `'green'` | `'red'` | Colour of the toy. |\n")
})

test('the documentation has the table of the settings that there are', async () => {
  const docs = await readFile(join(import.meta.dirname, '../../../docs/servers.md'), 'utf8')
  expect(docs).toContain(settingsDocs(counterSettings))
})

test('a row names another only if it is there', () => {
  const table: SettingTable = counterSettings
  for (const { startsEpoch } of Object.values(table))
    if (typeof startsEpoch === 'object') expect(Object.keys(table)).toContain(startsEpoch.while)
})

test('the types are those of the rows', () => {
  expectTypeOf<Settings['SESSION_COOKIE_SAMESITE']>().toEqualTypeOf<'Strict' | 'Lax' | 'None' | null>()
  expectTypeOf<Settings['SECRET_KEY_FALLBACKS']>().toEqualTypeOf<string[]>()
  expectTypeOf<PublicSettings>().not.toHaveProperty('SECRET_KEY')
  expectTypeOf<PublicSettings['secretKey']>().toEqualTypeOf<'configured' | 'random'>()
  expectTypeOf<Extract<SettingChange, { key: 'KV_DBM' }>['value']>().toEqualTypeOf<string | null>()
})
