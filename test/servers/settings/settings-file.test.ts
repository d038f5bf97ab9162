import { spawn } from 'node:child_process'
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { defaultSettings, type SettingChange } from '../../../src/shared/stream/settings.ts'
import { openSettingsFile, type SettingsFile } from '../../../src/servers/settings/settings-file.ts'
import { endWithUs } from '../../support/end-with-us.ts'
import { nodeProgram } from '../../support/node-program.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

const open = async (path: string): Promise<SettingsFile> => {
  const file = valueOf(await openSettingsFile({ path }))
  onTestFinished(() => file.close())
  return file
}

const start = async (text?: string) => {
  const path = join(await newFolder(), 'counter.cfg')
  if (text !== undefined) await writeFile(path, text)
  return { path, file: await open(path) }
}

/** Resolves once the file is as wanted. How soon that is depends on the machine: a second on a quiet one. */
const within = (file: SettingsFile, isWanted: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      if (!isWanted()) return
      clearTimeout(timer)
      unfollow()
      resolve()
    }
    const unfollow = file.follow(look)
    const timer = globalThis.setTimeout(() => {
      unfollow()
      reject(new Error('it did not take effect'))
    }, 15_000)
    look()
  })

const storeOn: SettingChange = { key: 'USE_SESSION_STORE', value: true }

describe('the settings file', () => {
  it('is made from a template that explains itself, with the folders above it', async () => {
    const path = join(await newFolder(), 'deep', 'er', 'counter.cfg')
    const file = await open(path)
    expect([file.current(), file.problems()]).toEqual([defaultSettings, []])
    const text = await readFile(path, 'utf8')
    for (const key of Object.keys(defaultSettings)) expect(text).toContain(`# ${key} = `)
    expect((await stat(path)).mode & 0o077).toBe(0)
  })

  it('is read as it is when there is one', async () => {
    const { file } = await start('USE_SESSION_STORE = True\n')
    expect(file.current()).toEqual({ ...defaultSettings, USE_SESSION_STORE: true })
  })

  it('fails in words when it cannot be read or made', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'plain'), '')
    for (const path of [folder, join(folder, 'plain', 'counter.cfg')]) {
      const opened = await openSettingsFile({ path })
      expect(opened).toMatchObject({
        ok: false,
        failure: { code: 'unavailable', message: expect.stringContaining(path) as unknown },
      })
    }
  })

  it('starts with the defaults and a problem when it is bad from the beginning', async () => {
    const { file, path } = await start('USE_SESSION_STORE = maybe\nLOCK_SESSIONS = False\n')
    expect(file.current()).toEqual(defaultSettings)
    expect(file.problems()).toMatchObject([{ file: path, line: 1, key: 'USE_SESSION_STORE' }])
  })

  it.each<[string, (path: string, text: string, file: SettingsFile) => Promise<void>]>([
    ['writes in place', (path, text) => writeFile(path, text)],
    ['appends', (path, text) => appendFile(path, `\n${text}`)],
    [
      'writes a new file and renames it',
      async (path, text) => {
        await writeFile(`${path}.new`, text)
        await rename(`${path}.new`, path)
      },
    ],
    [
      'renames the old one away first, as vim does',
      async (path, text) => {
        await rename(path, `${path}~`)
        await writeFile(path, text)
        await unlink(`${path}~`)
      },
    ],
    [
      'deletes it and makes it again',
      async (path, text, file) => {
        await unlink(path)
        await within(file, () => file.problems().length > 0)
        await writeFile(path, text)
      },
    ],
  ])('takes an edit by an editor that %s, again and again', async (_how, edit) => {
    const { file, path } = await start('LOCK_SESSIONS = True\n')
    for (const [text, expected] of [
      ['True', true],
      ['False', false],
      ['True', true],
    ] as const) {
      await edit(path, `USE_SESSION_STORE = ${text}\n`, file)
      await within(file, () => file.current().USE_SESSION_STORE === expected)
    }
    await within(file, () => file.problems().length === 0)
  })

  it.each<[string, (folder: string) => Promise<void>]>([
    ['deleted and made again', (folder) => rm(folder, { recursive: true })],
    ['moved away and made again', (folder) => rename(folder, `${folder}-before`)],
    ['gone with the folder above it, and made again', (folder) => rename(dirname(folder), `${dirname(folder)}-before`)],
  ])('takes every edit after its folder was %s', async (_how, replaceFolder) => {
    const folder = join(await newFolder(), 'above', 'data')
    const path = join(folder, 'counter.cfg')
    const file = await open(path)
    await replaceFolder(folder)
    await within(file, () => file.problems().length > 0)
    await mkdir(folder, { recursive: true })
    for (const lifetime of [1, 2, 3]) {
      await writeFile(path, `PERMANENT_SESSION_LIFETIME = ${String(lifetime)}\n`)
      await within(file, () => file.current().PERMANENT_SESSION_LIFETIME === lifetime)
    }
    expect(file.problems()).toEqual([])
  })

  it('takes an edit behind a symbolic link that leads elsewhere by now', async () => {
    const folder = await newFolder()
    for (const name of ['one', 'two']) await writeFile(join(folder, name), `SESSION_COOKIE_NAME = '${name}'\n`)
    const path = join(folder, 'counter.cfg')
    await symlink('one', path)
    const file = await open(path)
    await symlink('two', `${path}.new`)
    await rename(`${path}.new`, path)
    await within(file, () => file.current().SESSION_COOKIE_NAME === 'two')
    await writeFile(join(folder, 'two'), "SESSION_COOKIE_NAME = 'three'\n")
    await within(file, () => file.current().SESSION_COOKIE_NAME === 'three')
  })

  it('misses nothing of editors that save one upon the other', async () => {
    const { file, path } = await start('')
    const renamed = async (text: string): Promise<void> => {
      await writeFile(`${path}.new`, text)
      await rename(`${path}.new`, path)
    }
    const ways = [(text: string) => writeFile(path, text), renamed]
    for (let turn = 1; turn <= 24; turn += 1) {
      // Two at once, then one at a moment that differs from turn to turn, while the watch may still be busy with them.
      for (const bit of [1, 2, 4]) {
        if (bit === 4) await setTimeout(turn * 2)
        await ways[(turn & bit) === 0 ? 0 : 1]?.(`PERMANENT_SESSION_LIFETIME = ${String(turn * 10 + bit)}\n`)
      }
      await within(file, () => file.current().PERMANENT_SESSION_LIFETIME === turn * 10 + 4)
    }
  })

  it('stays with the last good settings, as a whole, while something is wrong', async () => {
    const { file, path } = await start("USE_SESSION_STORE = True\nSESSION_COOKIE_NAME = 'sid'\n")
    const good = file.current()
    await writeFile(path, 'USE_SESSION_STORE = False\nLOCK_SESSIONS = 5\n')
    await within(file, () => file.problems().length > 0)
    expect(file.current()).toEqual(good)
    expect(file.problems()).toMatchObject([{ line: 2, key: 'LOCK_SESSIONS' }])
    await writeFile(path, 'USE_SESSION_STORE = False\nLOCK_SESSIONS = False\n')
    await within(file, () => file.problems().length === 0)
    expect(file.current()).toEqual({ ...defaultSettings, LOCK_SESSIONS: false })
  })

  it.each<[string, (path: string) => Promise<void>, RegExp]>([
    ['gone', (path) => unlink(path), /gone/],
    ['not text', (path) => writeFile(path, Buffer.from([0xff, 0xfe, 0x41])), /UTF-8/],
    ['huge', (path) => writeFile(path, '#'.repeat(1_100_000)), /at most/],
  ])('stays with them while it is %s, and says so', async (_what, spoil, message) => {
    const { file, path } = await start('USE_SESSION_STORE = True\n')
    await spoil(path)
    await within(file, () => file.problems().length > 0)
    expect(file.problems()[0]).toMatchObject({ line: 0, message: expect.stringMatching(message) as unknown })
    expect(file.current().USE_SESSION_STORE).toBe(true)
  })
})

describe('a change of the settings', () => {
  it('is in the file right after it was acknowledged, and stays, whatever other processes change', async () => {
    const program = await nodeProgram('test/servers/settings/support/changing-process.ts')
    const path = join(await newFolder(), 'counter.cfg')
    const changing = (key: string) => {
      const child = endWithUs(
        spawn(process.execPath, [program, path, key, '60'], { stdio: ['ignore', 'pipe', 'inherit'] }),
      )
      return text(child.stdout)
    }
    expect(await Promise.all([changing('PERMANENT_SESSION_LIFETIME'), changing('SESSION_COOKIE_NAME')])).toEqual([
      '0\n',
      '0\n',
    ])
    expect((await open(path)).current()).toEqual({
      ...defaultSettings,
      PERMANENT_SESSION_LIFETIME: 60,
      SESSION_COOKIE_NAME: 'turn-60',
    })
    expect(await readdir(dirname(path))).toEqual(['counter.cfg'])
  })

  it('is in the file, in force and told before it resolves', async () => {
    const { file, path } = await start('# mine\nUSE_SESSION_STORE = False # for now\n')
    let told = 0
    file.follow(() => (told += 1))
    valueOf(await file.change(storeOn))
    expect([file.current().USE_SESSION_STORE, told]).toEqual([true, 1])
    expect(await readFile(path, 'utf8')).toBe('# mine\nUSE_SESSION_STORE = True # for now\n')
  })

  it('does not lose another one that comes at the same time', async () => {
    const { file, path } = await start()
    const changes: SettingChange[] = [
      storeOn,
      { key: 'LOCK_SESSIONS', value: false },
      { key: 'SECRET_KEY', value: "it's" },
      { key: 'PERMANENT_SESSION_LIFETIME', value: 60 },
      { key: 'USE_EXERCISE', value: true },
    ]
    await Promise.all(changes.map((change) => file.change(change)))
    const expected = { ...defaultSettings, ...Object.fromEntries(changes.map(({ key, value }) => [key, value])) }
    expect(file.current()).toEqual(expected)
    expect((await open(path)).current()).toEqual(expected)
  })

  it('keeps what an editor wrote a moment before', async () => {
    const { file, path } = await start('USE_SESSION_STORE = False\n')
    await writeFile(path, 'USE_SESSION_STORE = False\nLOCK_SESSIONS = False\n')
    valueOf(await file.change(storeOn))
    expect(file.current()).toMatchObject({ USE_SESSION_STORE: true, LOCK_SESSIONS: false })
  })

  it('is refused, and nothing written, while something else is wrong', async () => {
    const text = 'LOCK_SESSIONS = 5\nUSE_SESSION_STORE = False\n'
    const { file, path } = await start(text)
    expect(await file.change(storeOn)).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: expect.stringContaining('line 1') as unknown },
    })
    expect(await readFile(path, 'utf8')).toBe(text)
    valueOf(await file.change({ key: 'LOCK_SESSIONS', value: true }))
    expect([file.problems(), await readFile(path, 'utf8')]).toEqual([[], text.replace('5', 'True')])
  })

  it('keeps the mode of the file, and a symbolic link a link', async () => {
    const folder = await newFolder()
    await mkdir(join(folder, 'real'))
    const [target, path] = [join(folder, 'real', 'lab.cfg'), join(folder, 'counter.cfg')]
    await writeFile(target, '# real\n')
    await chmod(target, 0o640)
    await symlink(target, path)
    const file = await open(path)
    valueOf(await file.change(storeOn))
    expect(await readFile(target, 'utf8')).toContain('USE_SESSION_STORE = True')
    expect((await stat(target)).mode & 0o777).toBe(0o640)
    await writeFile(target, 'USE_SESSION_STORE = False\n')
    await within(file, () => !file.current().USE_SESSION_STORE)
  })

  it('makes the file again when it is gone', async () => {
    const { file, path } = await start('LOCK_SESSIONS = False\n')
    await rm(path)
    valueOf(await file.change(storeOn))
    expect(await readFile(path, 'utf8')).toContain('USE_SESSION_STORE = True')
    expect(file.problems()).toEqual([])
  })

  it('tells nobody who has stopped following', async () => {
    const { file } = await start()
    let told = 0
    file.follow(() => (told += 1))()
    valueOf(await file.change(storeOn))
    expect(told).toBe(0)
  })
})
