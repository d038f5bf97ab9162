import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Mutex } from 'async-mutex'
import { isErrno } from '../../shared/base/errno.ts'
import { failed, failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import {
  defaultSettings,
  type SettingChange,
  type SettingKey,
  type Settings,
  type SettingsProblem,
} from '../../shared/stream/settings.ts'
import { inTurn } from '../files/in-turn.ts'
import { writeWhole } from '../files/write-whole.ts'
import { markOpen } from '../lifetime.ts'
import { counterSettings } from './counter-settings.ts'
import { editSettings } from './edit-settings.ts'
import { parseSettings, type ParsedSettings } from './parse-settings.ts'
import { lineOfSetting } from './read-settings.ts'
import { readSettingsText, type UnreadableText } from './read-settings-text.ts'
import { settingsTemplate } from './settings-template.ts'
import { watchPath } from './watch-path.ts'

/** `counter.cfg`: the single truth about the settings. Its owner closes it. */
export interface SettingsFile {
  /** The last good settings. */
  current(): Settings
  /** What is wrong with the file now; the settings in force are then those from before. */
  problems(): readonly SettingsProblem[]
  /** Where a key is set, for a message about its value; line 0 when the file leaves it out. */
  placeOf(key: SettingKey): Pick<SettingsProblem, 'file' | 'line'>
  /** Edits one key in the file. The change is in force, and followers know, before this resolves. */
  change(change: SettingChange): Promise<Result<undefined>>
  /**
   * Puts a whole text in the place of another one. It is in force, and followers know, before this resolves. Fails as `conflict`
   * when the file says something else than `before` by now.
   */
  replace(before: string, text: string): Promise<Result<undefined>>
  /** Tells of each change of settings or problems; returns what ends it. */
  follow(listener: () => void): () => void
  close(): Promise<void>
}

/** It may come to hold the secret key: nobody else reads it. */
const privately = 0o600

interface SettingsFileOptions {
  readonly path: string
}

/** Opens the settings file, and makes it if there is none. Fails in words when it can be neither read nor made. */
export const openSettingsFile = async ({ path }: SettingsFileOptions): Promise<Result<SettingsFile>> => {
  const made = await makeIfMissing(path)
  if (!made.ok) return made
  const state = new SettingsState(path)
  const first = await readSettingsText(path)
  if (!first.ok) return failure('unavailable', `${path}: ${first.failure.message}`)
  state.read(first)

  const order = new Mutex()
  const reload = async (): Promise<void> => {
    state.read(await readSettingsText(path))
  }
  const watch = await watchPath(path, () => void order.runExclusive(reload))
  // What was edited before the watch began is not reported by it.
  await order.runExclusive(reload)

  const markClosed = markOpen(`the settings file ${path}`)
  return success({
    current: () => state.settings,
    problems: () => state.problems,
    placeOf: (key) => ({ file: path, line: state.lineOf(key) }),
    // Other processes may have the same file: what was read is to be there still when the change is written.
    change: (change) => order.runExclusive(() => inTurn(path, () => changeFile(path, state, change))),
    replace: (before, text) => order.runExclusive(() => inTurn(path, () => replaceText(path, state, before, text))),
    follow: (listener) => state.follow(listener),
    close: async () => {
      markClosed()
      await watch.close()
      await order.runExclusive(() => undefined)
    },
  })
}

const makeIfMissing = async (path: string): Promise<Result<undefined>> => {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, settingsTemplate, { flag: 'wx', mode: privately })
  } catch (thrown) {
    if (!isErrno(thrown, 'EEXIST', 'EISDIR'))
      return failure('unavailable', `${path}: the settings file cannot be made (${messageOf(thrown)})`)
  }
  return success(undefined)
}

const changeFile = async (path: string, state: SettingsState, change: SettingChange): Promise<Result<undefined>> => {
  const { schema, expects } = counterSettings[change.key]
  if (!schema.safeParse(change.value).success) return failure('bad-input', `${change.key}: expected ${expects}`)
  const before = await readSettingsText(path)
  if (!before.ok && before.failure.kind === 'unreadable')
    return failure('unavailable', `${path}: ${before.failure.message}`)
  const text = editSettings(before.ok ? before.value : settingsTemplate, change)
  const parsed = parseBounded(text, path)
  const problem = parsed.ok ? undefined : parsed.failure[0]
  if (problem) return failure('refused', `${path}, line ${problem.line}: ${problem.message}. Mend that first.`)
  return putText(path, state, text)
}

const replaceText = async (
  path: string,
  state: SettingsState,
  before: string,
  text: string,
): Promise<Result<undefined>> => {
  const now = await readSettingsText(path)
  if (now.ok && now.value === before) return putText(path, state, text)
  return failure('conflict', `${path}: the file was changed meanwhile, so nothing was written over it`)
}

// Whatever is in the file, it ends no program; and of very many mistakes the first ones will do.
const parseBounded = (
  text: string,
  file: string,
  before?: Settings,
): Result<ParsedSettings, readonly SettingsProblem[]> => {
  try {
    const parsed = parseSettings(text, file, before)
    return parsed.ok || parsed.failure.length <= problemsAtMost ? parsed : failed(firstOf(parsed.failure, file))
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    return failed([{ file, line: 0, message: 'brackets are nested too deeply here to be read' }])
  }
}

const problemsAtMost = 50

const firstOf = (problems: readonly SettingsProblem[], file: string): SettingsProblem[] => {
  const next = problems[problemsAtMost]
  return [
    ...problems.slice(0, problemsAtMost),
    { file, line: next?.line ?? 0, message: `and ${problems.length - problemsAtMost} more mistakes from here on` },
  ]
}

const putText = async (path: string, state: SettingsState, text: string): Promise<Result<undefined>> => {
  try {
    await writeWhole(path, text, { mode: privately })
  } catch (thrown) {
    return failure('unavailable', `${path}: the settings file cannot be written (${messageOf(thrown)})`)
  }
  state.read(success(text))
  return success(undefined)
}

/** The last good settings and what is wrong since. */
class SettingsState {
  settings: Settings = defaultSettings
  problems: readonly SettingsProblem[] = []
  readonly #path: string
  readonly #listeners = new Set<() => void>()
  #seen: string | undefined
  #text = ''

  constructor(path: string) {
    this.#path = path
  }

  follow(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes in the text of the file, or why there is none. */
  read(text: Result<string, UnreadableText>): void {
    const seen = JSON.stringify(text)
    if (seen === this.#seen) return
    this.#seen = seen
    if (text.ok) this.#text = text.value
    const before = JSON.stringify([this.settings, this.problems])
    this.#apply(text.ok ? parseBounded(text.value, this.#path, this.settings) : failed([this.#unread(text.failure)]))
    if (JSON.stringify([this.settings, this.problems]) === before) return
    for (const listener of this.#listeners) listener()
  }

  lineOf(key: SettingKey): number {
    return lineOfSetting(this.#text, key)
  }

  #unread({ message }: UnreadableText): SettingsProblem {
    return { file: this.#path, line: 0, message: `${message}; the settings from before stay in force` }
  }

  #apply(parsed: Result<ParsedSettings, readonly SettingsProblem[]>): void {
    this.problems = parsed.ok ? parsed.value.unread : parsed.failure
    if (parsed.ok) this.settings = parsed.value.settings
  }
}
