import { failed, success, type Result } from '../../shared/result.ts'
import { settingsSchema, type SettingKey, type Settings, type SettingsProblem } from '../../shared/settings.ts'
import { expectedValues } from './expected-values.ts'
import { parseLiteral } from './python-literal.ts'
import { scanStatements, type Statement } from './statements.ts'

/**
 * Reads `counter.cfg`: Flask's `from_pyfile` without running Python. Keys that are not ours are left alone; of a repeated
 * key the last counts. With anything wrong, everything that is wrong is the answer.
 */
export const parseSettings = (text: string, file: string): Result<Settings, readonly SettingsProblem[]> => {
  const values = new Map<SettingKey, unknown>()
  const problems: SettingsProblem[] = []
  for (const statement of scanStatements(text)) {
    const problem = readStatement(statement, values)
    if (problem !== undefined) problems.push({ file, line: statement.line, ...problem })
  }
  return problems.length > 0 ? failed(problems) : success(settingsSchema.parse(Object.fromEntries(values)))
}

const readStatement = (statement: Statement, values: Map<SettingKey, unknown>): { key?: string; message: string } | undefined => {
  if (statement.kind === 'comment') return undefined
  if (statement.kind === 'problem') return { message: statement.message, ...(statement.key !== undefined && { key: statement.key }) }
  const { key, value } = statement
  if (!isSettingKey(key)) return undefined
  const parsed = settingsSchema.shape[key].safeParse(parseLiteral(value))
  if (value === '' || !parsed.success || parseLiteral(value) === undefined) return { key, message: unexpected(key, value) }
  values.set(key, parsed.data)
  return undefined
}

const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingsSchema.shape, key)

/** Keys of which no value is repeated: problems are shown to everybody. A URL may hold a password, also where it is none. */
const secret: ReadonlySet<SettingKey> = new Set(['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'KV_URL', 'KV_STORE'])

const unexpected = (key: SettingKey, value: string): string => {
  const found = value === '' ? 'nothing' : secret.has(key) ? 'something else' : value.slice(0, 60)
  return `expected ${expectedValues[key]}, and found ${found}`
}
