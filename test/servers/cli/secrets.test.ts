import fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runCommandLine } from '../../../src/servers/cli/program.ts'
import { problemLine } from '../../../src/servers/cli/output.ts'
import { startRefusingProgram } from '../../../src/servers/exercise/refusing-program.ts'
import { parseSettings } from '../../../src/servers/settings/parse-settings.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { writeHar } from '../../../src/shared/har/write-har.ts'
import type { Observation } from '../../../src/shared/stream/observation.ts'
import { publicSettings } from '../../../src/shared/stream/settings.ts'
import { freePort } from '../../support/free-port.ts'
import { linkTo } from '../../support/panel-link.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// Whatever secret stands in counter.cfg, rightly or with a typing mistake: nobody reads it anywhere else.

/** Lines that hold a secret: in due form, and as hands write them. */
const lines: readonly ((secret: string) => string)[] = [
  (secret) => `SECRET_KEY = '${secret}'`,
  (secret) => `SECRET_KEY = b'${secret}'`,
  (secret) => `SECRET_KEY_FALLBACKS = ['${secret}', 'x']`,
  (secret) => `KV_STORE = 'redis://:${secret}@127.0.0.1:1'`,
  (secret) => `KV_STORE = 'rediss://ann:1/${secret}@127.0.0.1:1'`,
  (secret) => `KV_URL = 'http://ann:${secret}@localhost:1/'`,
  (secret) => `KV_URL = 'http://localhost:1/?token=${secret}'`,
  (secret) => `SECRET_KEY '${secret}'`,
  (secret) => `SECRET_KEY: '${secret}'`,
  (secret) => `SECRET-KEY = '${secret}'`,
  (secret) => `SECRET KEY = '${secret}'`,
  (secret) => `secret.key = '${secret}'`,
  (secret) => `export SECRET_KEY='${secret}'`,
  (secret) => `'SECRET_KEY' = '${secret}'`,
  (secret) => `SECRET_KEY == '${secret}'`,
  (secret) => `SECRET_KEY = ${secret}`,
  (secret) => `SECRET_KEY = '${secret}`,
  (secret) => `SECRET_KEY =\n  '${secret}'`,
  (secret) => `SECRET_KEY = 'a' +\n${secret}`,
  (secret) => `SECRET_KEY_FALLBACKS '${secret}'`,
  (secret) => `SECRET_KEY_FALLBACKS = ('${secret}')`,
  (secret) => `SECRET_KEY_FALLBACKS = '${secret}'`,
  (secret) => `PASSWORD '${secret}'`,
  (secret) => `TOKEN: ${secret}`,
  (secret) => `KV_STORE 'redis://:${secret}@host'`,
  (secret) => `KV_STORE = 'redis//:${secret}@host'`,
  (secret) => `KV_STORE = 'dis://${secret}'`,
  (secret) => `KV_STORE = 'redis://:${secret}`,
  (secret) => `KV_URL = 'htp://ann:${secret}@host/'`,
  (secret) => `KV_URL: http://ann:${secret}@host/`,
  (secret) => `-----BEGIN KEY-----\n${secret}\n-----END KEY-----`,
  (secret) => secret,
]
const secrets = fc.stringMatching(/^[A-Za-z0-9+=.-]{4,30}$/).map((text) => `S3cr${text}3t`)

it('no setting and no mistake in one is repeated in what is told of it', () => {
  const file = fc.array(fc.tuple(fc.constantFrom(...lines), secrets), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(file, fc.boolean(), (all, isAmongGood) => {
      const text = all.map(([line, secret]) => line(secret)).join('\n')
      const parsed = parseSettings(
        isAmongGood ? `USE_SESSION_STORE = True\n${text}\nLOCK_SESSIONS = False\n` : text,
        'counter.cfg',
      )
      const problems = parsed.ok ? parsed.value.unread : parsed.failure
      const shown = parsed.ok ? JSON.stringify(publicSettings(parsed.value.settings)) : ''
      const told = [shown, ...problems.map(problemLine)].join('\n')
      for (const [, secret] of all) expect(told).not.toContain(secret)
    }),
    { numRuns: 300 },
  )
})

/** Where a text says what it should not: enough of it to see how. */
const around = (text: string, secret: string): string | undefined => {
  const place = text.indexOf(secret)
  return place === -1 ? undefined : text.slice(Math.max(0, place - 100), place + secret.length + 50)
}

describe('serve', () => {
  /** `sessionscope serve` in this process, on a free port of which the settings may speak. */
  const start = async (settings: (kvPort: number) => string) => {
    const folder = await temporaryFolder()
    const kvPort = await freePort()
    const path = join(folder.path, 'counter.cfg')
    await writeFile(path, settings(kvPort))
    let stop: () => void = () => undefined
    const untilStopped = new Promise<void>((resolve) => (stop = resolve))
    const [printed, warned]: [string[], string[]] = [[], []]
    const output = {
      print: (line: string) => {
        printed.push(line)
      },
      warn: (line: string) => {
        warned.push(line)
      },
    }
    const environment = {
      SESSIONSCOPE_DATA: folder.path,
      SESSIONSCOPE_COUNTER_PORT: '0',
      SESSIONSCOPE_KV_PORT: String(kvPort),
      SESSIONSCOPE_PANEL_PORT: '0',
    }
    const code = runCommandLine(['serve'], {
      variables: environment,
      output,
      panelFolder: folder.path,
      startProgram: startRefusingProgram('no program'),
      untilStopped: () => untilStopped,
    })
    onTestFinished(async () => {
      stop()
      await code
      await folder.remove()
    })
    const urlOf = (name: string): string => printed.find((line) => line.startsWith(name))?.split(/\s+/)[1] ?? ''
    return { path, printed, warned, code, kvPort, urlOf }
  }

  it('tells no secret in its stream, on its error output, in a report, in a HAR', async () => {
    const [key, fallback, password] = ['S3cr-of-the-key', 'S3cr-of-an-older-key', 'S3cr-of-the-service']
    const settings = (kvPort: number) =>
      `USE_SESSION_STORE = True\nSECRET_KEY = '${key}'\nSECRET_KEY_FALLBACKS = ['${fallback}']\nKV_URL = 'http://ann:${password}@localhost:${kvPort}/'\n`
    const { path, printed, warned, kvPort, urlOf } = await start(settings)
    await expect.poll(() => printed.length).toBe(3)
    const seen: Observation[] = []
    const link = linkTo(urlOf('panel'))
    onTestFinished(link.observe(0, (batch) => seen.push(...batch)))
    const has = (isWanted: (observation: Observation) => boolean) => expect.poll(() => seen.some(isWanted)).toBe(true)

    // Stored over a URL with a password, seen in the store, in the student's name too.
    expect(await (await fetch(urlOf('counter'))).text()).toContain('Count: 1')
    await has((one) => one.kind === 'exchange.requested' && one.to === 'kv' && one.from === 'counter')
    const refused = []
    for (const [index, broken] of [
      "KV_STORE = 'redis://:S3cr-of-redis@127.0.0.1:1'",
      "KV_URL = 'http://ann:S3cr/of-a-url@localhost:1/'",
      ...lines.map((line) => line(`S3cr-number`)),
    ].entries()) {
      await writeFile(path, `${settings(kvPort)}SESSION_COOKIE_NAME = 'c${index}'\n${broken}\n`)
      refused.push(await link.call('settings.change', { key: 'LOCK_SESSIONS', value: index % 2 === 0 }))
      await (await fetch(urlOf('counter'))).text()
    }
    await has(
      (one) =>
        one.kind === 'settings.changed' &&
        one.problems.some(({ message }) => message.includes('Redis store at redis://127.0.0.1:1 cannot be opened')),
    )
    await has(
      (one) =>
        one.kind === 'settings.changed' && one.problems.some(({ message }) => message.includes('expected KEY = value')),
    )

    const reports = []
    for (const format of ['html', 'markdown'] as const)
      reports.push(valueOf(await link.call('report.make', { format, zone: 0 })).content)
    const exchanges = foldAll(exchangesFold, seen)
    const har = writeHar([...exchanges.byId.values()], {
      version: '0',
      urls: { counter: urlOf('counter'), kv: urlOf('key-value') },
    })
    for (const text of [
      JSON.stringify(seen),
      warned.join('\n'),
      printed.join('\n'),
      JSON.stringify(refused),
      ...reports,
      har,
    ]) {
      expect(around(text, 'S3cr')).toBeUndefined()
      expect(around(text, Buffer.from(`ann:${password}`).toString('base64'))).toBeUndefined()
    }
    expect(warned.length).toBeGreaterThan(0)
    // The token of the panel stands where it was printed, and nowhere else.
    const token = new URL(urlOf('panel')).hash.slice('#token='.length)
    for (const text of [JSON.stringify(seen), warned.join('\n'), ...reports, har])
      expect(around(text, token)).toBeUndefined()
    expect(printed.filter((line) => line.includes(token))).toHaveLength(1)
  })

  it.each([
    [
      "KV_STORE = 'redis://:S3cr@127.0.0.1:1'",
      /^sessionscope: the Redis store at redis:\/\/127\.0\.0\.1:1 cannot be opened /,
    ],
    ["KV_STORE = 'redis://:S3cr/et@127.0.0.1:1'", /^sessionscope: the Redis store at redis:\/\/… cannot be opened /],
  ])('that cannot start with %s says so without it', async (settings, says) => {
    const { code, warned } = await start(() => settings)
    expect(await code).toBe(1)
    expect(warned).toEqual([expect.stringMatching(says)])
    expect(warned[0]).not.toContain('S3cr')
  })
})
