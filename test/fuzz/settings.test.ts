import fc from 'fast-check'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { settingsProblemSchema, type Settings } from '../../src/shared/stream/settings.ts'
import { parseSettings } from '../../src/servers/settings/parse-settings.ts'
import { readSettingsText } from '../../src/servers/settings/read-settings-text.ts'
import { patience, tryOut } from './support/options.ts'
import { expectHealthy, startWholeLab, type WholeLab } from './support/whole-lab.ts'

// No line of these sends a server to another machine or another folder, and no damage that is done to them here can.
const lines = [
  "KV_STORE = 'memory'",
  'USE_SESSION_STORE = True',
  'USE_SESSION_STORE = False',
  'STRICT_SESSION_IDS = False',
  'LOCK_SESSIONS = False',
  "SESSION_COOKIE_NAME = 'a'",
  "SESSION_COOKIE_NAME = '__proto__'",
  "SESSION_COOKIE_SAMESITE = 'None'",
  'SESSION_COOKIE_SECURE = True',
  'PERMANENT_SESSION_LIFETIME = 0',
  'PERMANENT_SESSION_LIFETIME = 9007199254740991',
  'PERMANENT_SESSION_LIFETIME = 1e400',
  'PERMANENT_SESSION_LIFETIME = -1',
  "SECRET_KEY = 'é\\u0000\\ud800'",
  'SECRET_KEY = None',
  "SECRET_KEY_FALLBACKS = ['a',\n  'b', # c\n]",
  'SECRET_KEY_FALLBACKS = [[[[',
  'DEBUG = True',
  '# a comment',
  '',
  'nonsense',
  "X = '''\n",
  'USE_SESSION_STORE = maybe',
  '\ufeff',
  '=',
]

const file = fc
  .tuple(fc.array(fc.constantFrom(...lines), { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([all, end]) => Buffer.from(all.join(end)))

const damaged = fc
  .tuple(file, fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 4 }), fc.nat({ max: 8 }))
  .map(([bytes, where, put, drop]) => {
    const at = Math.floor(where * bytes.length)
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)])
  })

const anyBytes = fc.oneof(
  { weight: 3, arbitrary: file },
  { weight: 4, arbitrary: damaged },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constant(Buffer.alloc(1_100_000, 0x23)) },
)

/** Ways in which editors, scripts and accidents change a file. */
const manners = ['in place', 'emptied first', 'renamed over', 'gone and back', 'a folder in its place'] as const

const change = async (path: string, bytes: Buffer, manner: (typeof manners)[number]): Promise<void> => {
  if (manner === 'emptied first') await writeFile(path, '')
  if (manner === 'gone and back' || manner === 'a folder in its place') await rm(path, { force: true })
  if (manner === 'a folder in its place') {
    await mkdir(path)
    await rm(path, { recursive: true })
  }
  if (manner === 'renamed over') {
    await writeFile(`${path}~`, bytes)
    await rename(`${path}~`, path)
  } else await writeFile(path, bytes)
}

/** Waits until what is in force is what the file says, or, where it says nothing good, that it is told what is wrong. */
const untilInForce = async ({ settings, settingsPath }: WholeLab, before: Settings): Promise<void> => {
  const text = await readSettingsText(settingsPath)
  const parsed = text.ok ? parseSettings(text.value, settingsPath, before) : undefined
  const seen = () => ({ settings: settings.current(), wrongLines: settings.problems().map(({ line }) => line) })
  const expected = parsed?.ok
    ? { settings: parsed.value.settings, wrongLines: parsed.value.unread.map(({ line }) => line) }
    : { settings: before, wrongLines: parsed?.failure.map(({ line }) => line) ?? [0] }
  await expect.poll(seen, { timeout: 2_000, interval: 10 }).toEqual(expected)
  for (const problem of settings.problems()) {
    settingsProblemSchema.parse(problem)
    expect(problem.line).toBeLessThanOrEqual(text.ok ? text.value.split(/\r\n|\n|\r/).length : 0)
  }
}

describe('a settings file with anything in it', () => {
  it(
    'is in force, or told what is wrong with, within its second, and every visit meanwhile is answered',
    { timeout: patience },
    async () => {
      const lab = await startWholeLab()
      const visit = async (): Promise<number> => (await fetch(lab.counter.url)).status
      await tryOut(
        fc.asyncProperty(anyBytes, fc.constantFrom(...manners), async (bytes, manner) => {
          lab.defects.length = 0
          const before = lab.settings.current()
          const [status] = await Promise.all([visit(), change(lab.settingsPath, bytes, manner)])
          expect(status).toBe(200)
          // While the file was not whole, what stood in it may have been in force: only then has "before" another meaning.
          await untilInForce(lab, manner === 'in place' || manner === 'renamed over' ? before : lab.settings.current())
          expect(await visit()).toBe(200)
          expect(lab.defects).toEqual([])
        }),
        12,
      )
      await writeFile(lab.settingsPath, "KV_STORE = 'memory'\n")
      await expect.poll(() => lab.settings.problems()).toEqual([])
      await expectHealthy(lab)
    },
  )
})
