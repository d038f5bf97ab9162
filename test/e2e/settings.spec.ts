import { expect } from '@playwright/test'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SettingChange } from '../../src/shared/stream/settings.ts'
import { hasRedis, startRedis } from '../support/redis-server.ts'
import { startHeadless, startProgram, stopProgram, temporaryFolder, test, type Headless } from './support/headless.ts'
import { followPanel } from './support/panel-stream.ts'
import { ask } from './support/raw-request.ts'
import { sessionscope } from './support/run-program.ts'
import { visit } from './support/visit.ts'

const secret = "SECRET_KEY = 'dev-secret-0123'\n"

/** The ways by which a setting comes into the file. */
const ways: Readonly<Record<string, (servers: Headless, change: SettingChange, text: string) => Promise<void>>> = {
  'an editor that writes in place': ({ settingsFile }, _change, text) => writeFile(settingsFile, secret + text),
  'an editor that writes a new file and renames it': async ({ settingsFile }, _change, text) => {
    await writeFile(`${settingsFile}.new`, secret + text)
    await rename(`${settingsFile}.new`, settingsFile)
  },
  'the panel': async ({ panel }, change) => {
    const { lab, close } = followPanel(panel)
    expect(await lab.call('settings.change', change)).toMatchObject({ ok: true })
    close()
  },
}

const put = async (kv: string, body: object) => {
  const answer = await ask(kv, '/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
}
const keysOf = async (kv: string): Promise<unknown> => (await ask(kv, '/')).json()

// What each setting of the cookie does to the next Set-Cookie line.
const lines: readonly (readonly [change: SettingChange, text: string, line: RegExp])[] = [
  [
    { key: 'USE_SESSION_STORE', value: true },
    'USE_SESSION_STORE = True\n',
    /^session=[\da-f-]{36}; HttpOnly; Path=\/$/,
  ],
  [
    { key: 'USE_SESSION_STORE', value: false },
    'USE_SESSION_STORE = False\n',
    /^session=eyJ[\w.-]+; HttpOnly; Path=\/$/,
  ],
  [
    { key: 'SESSION_COOKIE_NAME', value: 'visit' },
    "SESSION_COOKIE_NAME = 'visit'\n",
    /^visit=eyJ[\w.-]+; HttpOnly; Path=\/$/,
  ],
  [{ key: 'SESSION_COOKIE_NAME', value: 'session' }, '', /^session=eyJ[\w.-]+; HttpOnly; Path=\/$/],
  [{ key: 'SESSION_COOKIE_HTTPONLY', value: false }, 'SESSION_COOKIE_HTTPONLY = False\n', /^session=[\w.-]+; Path=\/$/],
  [{ key: 'SESSION_COOKIE_HTTPONLY', value: true }, '', /^session=[\w.-]+; HttpOnly; Path=\/$/],
  [
    { key: 'SESSION_COOKIE_SECURE', value: true },
    'SESSION_COOKIE_SECURE = True\n',
    /^session=[\w.-]+; Secure; HttpOnly; Path=\/$/,
  ],
  [{ key: 'SESSION_COOKIE_SECURE', value: false }, '', /^session=[\w.-]+; HttpOnly; Path=\/$/],
  [
    { key: 'SESSION_COOKIE_SAMESITE', value: 'Strict' },
    "SESSION_COOKIE_SAMESITE = 'Strict'\n",
    /; Path=\/; SameSite=Strict$/,
  ],
  [{ key: 'SESSION_COOKIE_SAMESITE', value: 'Lax' }, "SESSION_COOKIE_SAMESITE = 'Lax'\n", /; Path=\/; SameSite=Lax$/],
  [
    { key: 'SESSION_COOKIE_SAMESITE', value: 'None' },
    "SESSION_COOKIE_SAMESITE = 'None'\n",
    /; Path=\/; SameSite=None$/,
  ],
  [
    { key: 'SESSION_COOKIE_SAMESITE', value: null },
    'SESSION_COOKIE_SAMESITE = None\n',
    /^session=[\w.-]+; HttpOnly; Path=\/$/,
  ],
  [
    { key: 'SESSION_COOKIE_PATH', value: '/app' },
    "SESSION_COOKIE_PATH = '/app'\n",
    /^session=[\w.-]+; HttpOnly; Path=\/app$/,
  ],
  [{ key: 'SESSION_COOKIE_PATH', value: null }, '', /^session=[\w.-]+; HttpOnly; Path=\/$/],
  [
    { key: 'SESSION_COOKIE_DOMAIN', value: 'example.org' },
    "SESSION_COOKIE_DOMAIN = 'example.org'\n",
    /^session=[\w.-]+; Domain=example\.org; HttpOnly; Path=\/$/,
  ],
  [{ key: 'SESSION_COOKIE_DOMAIN', value: null }, '', /^session=[\w.-]+; HttpOnly; Path=\/$/],
  [
    { key: 'SESSION_COOKIE_PARTITIONED', value: true },
    'SESSION_COOKIE_PARTITIONED = True\n',
    /^session=[\w.-]+; Secure; HttpOnly; Path=\/; Partitioned$/,
  ],
  [{ key: 'SESSION_COOKIE_PARTITIONED', value: false }, '', /^session=[\w.-]+; HttpOnly; Path=\/$/],
]

for (const [way, write] of Object.entries(ways)) {
  test.describe(`through ${way}`, () => {
    test.use({ settings: secret })

    test('each attribute of the cookie is in the next Set-Cookie', async ({ servers }) => {
      for (const [change, text, line] of lines) {
        await write(servers, change, text)
        await expect.poll(async () => (await visit(servers.counter)).line, { message: change.key }).toMatch(line)
      }
    })

    test('the keys decide which cookies are accepted', async ({ servers }) => {
      const { counter } = servers
      const { cookie } = await visit(counter)
      const change = async (next: SettingChange, text: string) => {
        await write(servers, next, text)
      }
      const count = async () => (await visit(counter, cookie)).count
      const rotated = "SECRET_KEY = 'a-new-key'\n"
      await change({ key: 'SECRET_KEY', value: 'a-new-key' }, rotated)
      await expect.poll(count).toBe(1)
      await change(
        { key: 'SECRET_KEY_FALLBACKS', value: ['other', 'dev-secret-0123'] },
        `${rotated}SECRET_KEY_FALLBACKS = ['other', 'dev-secret-0123']\n`,
      )
      await expect.poll(count).toBe(2)
      // What is signed now no longer needs the old key.
      const renewed = (await visit(counter, cookie)).cookie
      await change({ key: 'SECRET_KEY_FALLBACKS', value: [] }, rotated)
      await expect.poll(count).toBe(1)
      expect((await visit(counter, renewed)).count).toBe(3)
      await change({ key: 'PERMANENT_SESSION_LIFETIME', value: 0 }, `${rotated}PERMANENT_SESSION_LIFETIME = 0\n`)
      await expect.poll(async () => (await visit(counter, renewed)).count).toBe(1)
    })

    test('STRICT_SESSION_IDS decides on an id that was planted', async ({ servers }) => {
      const planted = 'session=00000000-0000-4000-8000-000000000000'
      const cookie = async () => (await visit(servers.counter, planted)).cookie
      const store = 'USE_SESSION_STORE = True\n'
      await write(servers, { key: 'USE_SESSION_STORE', value: true }, store)
      await expect.poll(async () => /=[\da-f-]{36}$/.test(await cookie())).toBe(true)
      expect(await cookie()).not.toBe(planted)
      await write(servers, { key: 'STRICT_SESSION_IDS', value: false }, `${store}STRICT_SESSION_IDS = False\n`)
      await expect.poll(cookie).toBe(planted)
    })

    test('KV_STORE and KV_DBM move the service, on the same port', async ({ freshServers: servers }) => {
      const { kv, data } = servers
      await put(kv, { where: 'on disk' })
      await write(servers, { key: 'KV_STORE', value: 'memory' }, "KV_STORE = 'memory'\n")
      await expect.poll(() => keysOf(kv)).toEqual({ keys: [] })
      await put(kv, { inMemory: 1 })
      const folder = join(data, 'other')
      await write(servers, { key: 'KV_DBM', value: folder }, `KV_STORE = 'memory'\nKV_DBM = '${folder}'\n`)
      await write(servers, { key: 'KV_STORE', value: 'disk' }, `KV_STORE = 'disk'\nKV_DBM = '${folder}'\n`)
      await expect.poll(() => keysOf(kv)).toEqual({ keys: [] })
      await put(kv, { inOther: 1 })
      await write(servers, { key: 'KV_DBM', value: null }, 'KV_DBM = None\n')
      await expect.poll(() => keysOf(kv)).toEqual({ keys: ['where'] })
      await write(servers, { key: 'KV_DBM', value: folder }, `KV_DBM = '${folder}'\n`)
      await expect.poll(() => keysOf(kv)).toEqual({ keys: ['inOther'] })
    })

    test('KV_URL sends the counter to another service', async ({ servers }) => {
      const folder = await temporaryFolder()
      const other = await startProgram(['kv', '--port', '0', '--data', folder.path], ['key-value'])
      const url = other.urls['key-value'] ?? ''
      const store = 'USE_SESSION_STORE = True\n'
      await write(servers, { key: 'USE_SESSION_STORE', value: true }, store)
      await write(servers, { key: 'KV_URL', value: url }, `${store}KV_URL = '${url}'\n`)
      await expect
        .poll(async () => {
          await visit(servers.counter)
          return (await ask(url, '/')).text
        })
        .toMatch(/[\da-f-]{36}/)
      await stopProgram(other.process)
      await folder.close()
    })
  })
}

test('LOCK_SESSIONS off: parallel requests of one session lose updates; on: none does', async () => {
  const servers = await startHeadless({ settings: `${secret}USE_SESSION_STORE = True\nLOCK_SESSIONS = False\n` })
  const after = async (requests: number): Promise<number | undefined> => {
    const { cookie } = await visit(servers.counter)
    await Promise.all(Array.from({ length: requests }, () => visit(servers.counter, cookie)))
    return (await visit(servers.counter, cookie)).count
  }
  expect(await after(50)).toBeLessThan(52)
  await writeFile(servers.settingsFile, `${secret}USE_SESSION_STORE = True\n`)
  await expect.poll(() => after(50)).toBe(52)
  await servers.close()
})

test('the keys are nowhere in the stream, nor in what is said of them', async () => {
  const servers = await startHeadless({ settings: "SECRET_KEY = 'hush-hush'\nSECRET_KEY_FALLBACKS = ['older-hush']\n" })
  const stream = followPanel(servers.panel)
  await writeFile(servers.settingsFile, "SECRET_KEY = hush-hush\nSECRET_KEY_FALLBACKS = 'older-hush'\n")
  await stream.until('settings.changed', ({ problems }) => problems.length === 2)
  expect(JSON.stringify(stream.seen) + servers.warnings()).not.toContain('hush')
  stream.close()
  await servers.close()
})

const mistakes: readonly (readonly [line: string, says: RegExp])[] = [
  ['USE_SESSION_STORE = yes', /USE_SESSION_STORE: expected True or False, and found yes/],
  ['USE_EXERCISE = 1', /USE_EXERCISE: expected True or False/],
  ['STRICT_SESSION_IDS = "True"', /STRICT_SESSION_IDS: expected True or False/],
  ['LOCK_SESSIONS =', /LOCK_SESSIONS: expected True or False, and found nothing/],
  ["KV_URL = 'localhost'", /KV_URL: expected a URL in quotes such as 'http:/],
  ['KV_DBM = 7', /KV_DBM: expected the path of a folder/],
  ["KV_STORE = 'dbm'", /KV_STORE: expected 'disk', 'memory' or a URL/],
  ["SECRET_KEY = ''", /SECRET_KEY: expected a text in quotes that is not empty, or None/],
  ["SECRET_KEY_FALLBACKS = 'x'", /SECRET_KEY_FALLBACKS: expected a list of texts/],
  ["SESSION_COOKIE_NAME = 'a b'", /SESSION_COOKIE_NAME: expected a cookie name in quotes/],
  ['SESSION_COOKIE_HTTPONLY = None', /SESSION_COOKIE_HTTPONLY: expected True or False/],
  ["SESSION_COOKIE_SAMESITE = 'stricter'", /SESSION_COOKIE_SAMESITE: expected 'Strict', 'Lax', 'None' or None/],
  ['SESSION_COOKIE_SECURE = true', /SESSION_COOKIE_SECURE: expected True or False/],
  [
    'PERMANENT_SESSION_LIFETIME = -1',
    /PERMANENT_SESSION_LIFETIME: expected a whole number of seconds, 0 or more, or a timedelta, and found -1/,
  ],
]

test('a bad value is told with file, line, key and what was expected; the last good settings stay in force', async () => {
  const servers = await startHeadless({ settings: "SESSION_COOKIE_NAME = 'good'\n" })
  const stream = followPanel(servers.panel)
  for (const [line, says] of mistakes) {
    await writeFile(servers.settingsFile, `SESSION_COOKIE_NAME = 'unseen'\n# mine\n${line}\n`)
    await expect
      .poll(servers.warnings, { message: line })
      .toMatch(new RegExp(`^${servers.settingsFile}:3: ${says.source}`, 'm'))
    await stream.until('settings.changed', ({ problems }) =>
      problems.some(
        ({ file, line: at, key, message }) =>
          file === servers.settingsFile && at === 3 && says.test(`${key ?? ''}: ${message}`),
      ),
    )
    expect((await visit(servers.counter)).line).toMatch(/^good=/)
  }
  expect(stream.of('settings.changed').every(({ settings }) => settings.SESSION_COOKIE_NAME === 'good')).toBe(true)
  await writeFile(servers.settingsFile, "SESSION_COOKIE_NAME = 'mended'\n")
  await stream.until(
    'settings.changed',
    ({ problems, settings }) => problems.length === 0 && settings.SESSION_COOKIE_NAME === 'mended',
  )
  stream.close()
  await servers.close()
})

test('the panel is refused while the file is wrong, and its edit keeps comments and order', async () => {
  const servers = await startHeadless({ settings: '# first\nUSE_SESSION_STORE = False  # here\n\n# last\n' })
  const stream = followPanel(servers.panel)
  await stream.lab.call('settings.change', { key: 'USE_SESSION_STORE', value: true })
  await stream.lab.call('settings.change', { key: 'KV_STORE', value: 'memory' })
  const text = await readFile(servers.settingsFile, 'utf8')
  expect(text).toMatch(
    /^# first\nUSE_SESSION_STORE = True {2}# here\n\n# last\n\n# Engine[^\n]+\nKV_STORE = 'memory'\n$/,
  )
  await writeFile(servers.settingsFile, 'LOCK_SESSIONS = maybe\n')
  await stream.until('settings.changed', ({ problems }) => problems.length === 1)
  const refused = await stream.lab.call('settings.change', { key: 'USE_SESSION_STORE', value: false })
  expect(refused).toMatchObject({
    ok: false,
    failure: { message: expect.stringMatching(/line 1.*LOCK_SESSIONS|LOCK_SESSIONS.*line 1|line 1/) },
  })
  stream.close()
  await servers.close()
})

test('a storage that cannot be opened is told with its line, the one before stays; it moves when it can', async () => {
  test.skip(!hasRedis, 'there is no redis-server on this machine')
  const first = await startRedis()
  await first.kill()
  const servers = await startHeadless()
  const stream = followPanel(servers.panel)
  await put(servers.kv, { onDisk: 1 })
  await writeFile(servers.settingsFile, `# mine\nKV_STORE = '${first.url}'\n`)
  await expect
    .poll(servers.warnings)
    .toMatch(new RegExp(`^${servers.settingsFile}:2: KV_STORE: the Redis store at ${first.url} cannot be opened`, 'm'))
  await stream.until('settings.changed', ({ problems }) => problems[0]?.key === 'KV_STORE')
  expect(await keysOf(servers.kv)).toEqual({ keys: ['onDisk'] })
  const again = await startRedis(Number(new URL(first.url).port))
  await expect.poll(() => keysOf(servers.kv), { timeout: 15_000 }).toEqual({ keys: [] })
  await expect.poll(() => stream.of('settings.changed').at(-1)?.problems).toEqual([])
  // The panel's view of the store begins anew with what is there.
  await stream.until('log.began', ({ baseline, cause }) => cause === 'cleared' && baseline.entries.length === 0)
  stream.close()
  await servers.close()
  await Promise.all([first.stop(), again.stop()])
})

test('no request is refused while the service moves', async ({ servers: { kv, settingsFile } }) => {
  let isOver = false
  const statuses = new Set<unknown>()
  const asking = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!isOver) statuses.add(await ask(kv, '/x').then(({ status }) => status, String))
    }),
  )
  await put(kv, { onDisk: 1 })
  for (const [store, keys] of [
    ['memory', []],
    ['disk', ['onDisk']],
    ['memory', []],
  ] as const) {
    await writeFile(settingsFile, `KV_STORE = '${store}'\n`)
    await expect.poll(() => keysOf(kv)).toEqual({ keys })
  }
  isOver = true
  await asking
  expect([...statuses]).toEqual([200])
})

test('the single kv command follows KV_STORE and KV_DBM too', async () => {
  const folder = await temporaryFolder()
  const config = join(folder.path, 'counter.cfg')
  const {
    process: child,
    urls,
    warnings,
  } = await startProgram(['kv', '--port', '0', '--data', folder.path], ['key-value'])
  const kv = urls['key-value'] ?? ''
  await put(kv, { onDisk: 1 })
  await writeFile(config, "KV_STORE = 'memory'\n")
  await expect.poll(() => keysOf(kv)).toEqual({ keys: [] })
  await writeFile(config, `KV_DBM = '${join(config, 'below-a-file')}'\n`)
  await expect
    .poll(warnings)
    .toMatch(new RegExp(`^${config}:1: KV_DBM: the disk store in [^\n]+ cannot be opened`, 'm'))
  await writeFile(config, '')
  await expect.poll(() => keysOf(kv)).toEqual({ keys: ['onDisk'] })
  expect(await stopProgram(child)).toBe(0)
  await folder.close()
})

test('without SECRET_KEY a restart refuses the signed cookies, and leaves the sessions in the store alone', async () => {
  const folder = await temporaryFolder()
  const config = join(folder.path, 'counter.cfg')
  const where = ['--data', folder.path, '--counter-port', '0', '--kv-port', '0', '--panel-port', '0']
  const start = () => startProgram(['serve', ...where], ['counter', 'key-value', 'panel'])
  const first = await start()
  const counter = first.urls['counter'] ?? ''
  const signed = await visit(counter)
  expect((await visit(counter, signed.cookie)).count).toBe(2)
  await writeFile(config, 'USE_SESSION_STORE = True\n')
  await expect.poll(async () => (await visit(counter)).line).toMatch(/=[\da-f-]{36};/)
  const stored = await visit(counter)
  expect(await stopProgram(first.process)).toBe(0)

  const second = await start()
  const again = second.urls['counter'] ?? ''
  expect((await visit(again, stored.cookie)).count).toBe(2)
  await writeFile(config, 'USE_SESSION_STORE = False\n')
  await expect.poll(async () => (await visit(again)).line).toMatch(/=eyJ/)
  const stream = followPanel(second.urls['panel'] ?? '')
  expect((await visit(again, signed.cookie)).count).toBe(1)
  await stream.until(
    'session.opened',
    ({ outcome }) => outcome.state === 'refused' && outcome.reason === 'bad-signature',
  )
  stream.close()
  expect(await stopProgram(second.process)).toBe(0)
  await folder.close()
})

test('a settings file that is made anew names every key, and says nothing is wrong', async () => {
  const folder = await temporaryFolder()
  const { process: child, warnings } = await startProgram(['kv', '--port', '0', '--data', folder.path], ['key-value'])
  const text = await readFile(join(folder.path, 'counter.cfg'), 'utf8')
  for (const [line] of mistakes) expect(text).toContain(`# ${line.split(' ')[0] ?? ''} = `)
  expect(warnings()).toBe('')
  await stopProgram(child)
  expect((await sessionscope(['kv', '--port', '0', '--data', '/dev/null/x'])).code).toBe(1)
  await folder.close()
})
