import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'vitest'
import { openSettingsFile } from '../../../src/servers/settings/settings-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const good =
  "# mine\nUSE_SESSION_STORE = True\nSECRET_KEY = 'dev-secret-0123'\nSECRET_KEY_FALLBACKS = ['old', 'older']\nPERMANENT_SESSION_LIFETIME = 3600\nKV_STORE = 'disk'\n"

const strangeValues: Readonly<Record<string, string>> = {
  nothing: '',
  'a huge number': '1e999',
  'a long number': '9'.repeat(100_000),
  'many digits apart': `1${'_1'.repeat(100_000)}`,
  'a deep list': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'a list that opens': '['.repeat(200_000),
  'a tuple that opens': '('.repeat(200_000),
  'a deep tuple': `${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
  'many texts': "'a' ".repeat(50_000),
  'many commas': `[${','.repeat(200_000)}]`,
  'many items': `[${'1,'.repeat(80_000)}]`,
  'a text that does not end': `'${'x'.repeat(200_000)}`,
  'many quotes': "'".repeat(200_000),
  'more quotes': `"${"'''".repeat(70_000)}`,
  'many escapes': `'${String.raw`\x41`.repeat(50_000)}'`,
  backslashes: '\\'.repeat(200_000),
  'a lone surrogate': String.raw`'\ud800'`,
  NULs: '\0'.repeat(1_000),
  'many comments': '# x\n'.repeat(50_000),
  'many lines in a list': `[${'\n'.repeat(200_000)}]`,
  'a prototype': '{"__proto__": {"isAdmin": True}}',
  'a call': '__import__("os").system("true")',
  'many spaces': ' '.repeat(200_000),
  'carriage returns': '\r'.repeat(200_000),
}
const keys = ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'PERMANENT_SESSION_LIFETIME']

const files: readonly (readonly [what: string, bytes: Buffer])[] = [
  ...Array.from({ length: 12 }, (_, n): [string, Buffer] => [
    `cut, ${n}`,
    Buffer.from(good).subarray(0, Math.floor((n * good.length) / 12)),
  ]),
  ...Array.from({ length: 6 }, (_, n): [string, Buffer] => [
    `no UTF-8, ${n}`,
    Buffer.concat([
      Buffer.from(good).subarray(0, n * 20),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(good).subarray(n * 20),
    ]),
  ]),
  ...keys.flatMap((key) =>
    Object.entries(strangeValues).map(([what, value]): [string, Buffer] => [
      `${what} as ${key}`,
      Buffer.from(`${good}${key} = ${value}\nLOCK_SESSIONS = False\n`),
    ]),
  ),
  ['UTF-16', Buffer.from(good, 'utf16le')],
  ['a mark and NULs', Buffer.from('\ufeff\0\0\0')],
  ['100 MB', Buffer.alloc(100_000_000, 'x')],
  ['a megabyte of one line', Buffer.alloc(1_000_000, 'x')],
  ['many statements', Buffer.from('LOCK_SESSIONS = True\n'.repeat(40_000))],
  ['many mistakes', Buffer.from('LOCK_SESSIONS = 5\n'.repeat(50_000))],
  ['many lines that are none', Buffer.from('?\n'.repeat(100_000))],
]

// Side by side, as most of the time is spent waiting for the disk.
it.concurrent.for(files)(
  'a hostile settings file is opened in bounded time and memory: %s',
  async ([what, bytes], { expect, onTestFinished }) => {
    const folder = await temporaryFolder()
    onTestFinished(() => folder.remove())
    const path = join(folder.path, 'counter.cfg')
    await writeFile(path, bytes)
    const [began, before] = [process.cpuUsage(), process.resourceUsage().maxRSS]
    const opened = await openSettingsFile({ path })
    // Processor time, of which a busy machine takes no more.
    const { user, system } = process.cpuUsage(began)
    expect((user + system) / 1_000, `${what}: milliseconds`).toBeLessThan(10_000)
    expect((process.resourceUsage().maxRSS - before) / 1_024, `${what}: megabytes`).toBeLessThan(800)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    if (opened.ok) expect(opened.value.problems().length).toBeLessThan(60)
    if (!opened.ok) return expect(opened.failure.message).toContain(path)
    onTestFinished(() => opened.value.close())
    // It is mended as any other.
    await rm(path)
    expect(await opened.value.change({ key: 'LOCK_SESSIONS', value: false })).toMatchObject({ ok: true })
    expect([opened.value.current().LOCK_SESSIONS, opened.value.problems()]).toEqual([false, []])
    return undefined
  },
)
