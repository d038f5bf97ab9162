import { present } from '../../shared/base/present.ts'
import type { Setting, SettingTable } from '../../shared/stream/setting.ts'
import type { SettingKey, SettingsProblem } from '../../shared/stream/settings.ts'
import { counterSettings } from './counter-settings.ts'
import { coerceSetting } from './coerce-setting.ts'
import type { Binding } from './python/module.ts'
import type { Surroundings } from './python/modules.ts'
import type { PythonFault } from './python/python-fault.ts'
import { readPython, type PythonOutcome } from './python/run-python.ts'
import { firstUnknown, isSequence } from './python/values.ts'

/** What a file says of one key. */
export type SettingOutcome =
  | { readonly kind: 'set'; readonly value: unknown }
  /** It is no value for this key. */
  | { readonly kind: 'wrong'; readonly problem: SettingsProblem }
  /** Only running the file would tell. */
  | { readonly kind: 'unread'; readonly problem: SettingsProblem }

export interface SettingsReading<Key extends string = SettingKey> {
  /** The keys of ours that the file sets. */
  readonly outcomes: ReadonlyMap<Key, SettingOutcome>
  /** Why Python would take nothing from the file. */
  readonly problems: readonly SettingsProblem[]
  /** What may not be what it looks like. */
  readonly warnings: readonly SettingsProblem[]
  /** The file as Python, where it is Python. */
  readonly python?: PythonOutcome
}

/** Reads a settings file key by key. */
export const readSettings = (text: string, surroundings: Surroundings): SettingsReading =>
  readSettingsOf(counterSettings, text, surroundings)

/** Reads a settings file of a table key by key. */
export const readSettingsOf = <Key extends string>(
  table: Readonly<Record<Key, Setting>>,
  text: string,
  surroundings: Surroundings,
): SettingsReading<Key> => {
  const keys = Object.keys(table) as Key[]
  const place = new Places(text, surroundings.file, table)
  const python = readPython(text, surroundings)
  if (!python.ok) return { outcomes: new Map(), problems: [place.faultAt(python.failure)], warnings: [] }
  const { bindings, faults, declared, openImports } = python.value
  const outcomes = new Map<Key, SettingOutcome>()
  for (const key of keys) {
    const binding = bindings.get(key)
    // What Python stops at is told as that.
    if (binding !== undefined && binding.isFaulty !== true)
      outcomes.set(key, outcomeOf(key, table[key], binding, place))
  }
  const onlyTyped = keys.flatMap((key) =>
    declared.has(key) && !bindings.has(key) ? [place.onlyTyped(key, declared.get(key) ?? 0)] : [],
  )
  return {
    outcomes,
    python: python.value,
    problems: faults.map((fault) => place.faultAt(fault)),
    warnings: [...onlyTyped, ...openImports.map((at) => place.openImport(at))],
  }
}

/** The line in which a file sets a key; 0 where it does not. */
export const lineOfSetting = (text: string, key: SettingKey): number => {
  const python = readPython(text, { file: '', environment: {} })
  const at = python.ok ? python.value.bindings.get(key)?.at : undefined
  return at === undefined ? 0 : lineAt(text, at)
}

const outcomeOf = (key: string, row: Setting, { value, at, source }: Binding, place: Places): SettingOutcome => {
  const missing = firstUnknown(value, ...(isSequence(value) ? value.items : []))
  if (missing)
    return {
      kind: 'unread',
      problem: {
        ...place.problem(
          at,
          key,
          `expected ${row.expects}; this cannot be read without running the file (${missing.reason})`,
        ),
        isAlone: true,
      },
    }
  const coerced = coerceSetting(row, value)
  if (coerced !== undefined) return { kind: 'set', value: coerced }
  return {
    kind: 'wrong',
    problem: place.problem(at, key, `expected ${row.expects}, and found ${place.found(row, source)}`),
  }
}

/** Whether no value of it is repeated: problems are shown to everybody. */
const isHidden = ({ isSecret, mayHoldPassword }: Setting): boolean => isSecret || mayHoldPassword === true

const lineAt = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\n|\r/).length

/** Problems at places of a file. No text of the file is repeated but the value of a key of ours that is no secret. */
class Places {
  readonly #text: string
  readonly #file: string
  readonly #table: SettingTable

  constructor(text: string, file: string, table: SettingTable) {
    this.#text = text
    this.#file = file
    this.#table = table
  }

  problem(at: number, key: string | undefined, message: string): SettingsProblem {
    return { file: this.#file, line: lineAt(this.#text, at), ...present({ key }), message }
  }

  found(row: Setting, source: { readonly from: number; readonly to: number } | undefined): string {
    const text = source === undefined ? '' : this.#text.slice(source.from, source.to)
    return text === '' || isHidden(row) || /[^\x20-\x7e]/.test(text) ? 'something else' : text.slice(0, 60)
  }

  faultAt({ at, message }: PythonFault): SettingsProblem {
    const start = Math.max(this.#text.lastIndexOf('\n', at - 1), this.#text.lastIndexOf('\r', at - 1)) + 1
    const line = /^[^\r\n]*/.exec(this.#text.slice(start))?.[0] ?? ''
    const [, name, value = ''] = /^[ \t\ufeff]*(\w+)[ \t]*=(?!=)[ \t]*([^#]*?)[ \t]*(?:#.*)?$/.exec(line) ?? []
    const [key, row] = Object.entries(this.#table).find(([one]) => one === name) ?? []
    if (row === undefined)
      return this.problem(at, undefined, `expected KEY = value, such as USE_SESSION_STORE = True; ${message}`)
    if (value === '') return this.problem(at, key, `expected ${row.expects}, and found nothing`)
    const isWord = /^[\w.-]+$/.test(value) && !isHidden(row)
    return this.problem(
      at,
      key,
      `expected ${row.expects}${isWord ? `, and found ${value.slice(0, 60)}` : ''}; ${message}`,
    )
  }

  onlyTyped(key: string, at: number): SettingsProblem {
    return { ...this.problem(at, key, `expected ${key} = value; a colon alone sets nothing`), isAlone: true }
  }

  openImport(at: number): SettingsProblem {
    return {
      ...this.problem(at, undefined, 'what this import brings is not read: settings that it makes are not in force'),
      isAlone: true,
    }
  }
}
