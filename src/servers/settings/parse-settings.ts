import { failed, success, type Result } from '../../shared/base/result.ts'
import {
  defaultSettings,
  settingsSchema,
  type SettingKey,
  type Settings,
  type SettingsProblem,
} from '../../shared/stream/settings.ts'
import { readSettings, type SettingOutcome } from './read-settings.ts'

/** What a settings file comes to. */
export interface ParsedSettings {
  readonly settings: Settings
  /** Keys whose value only running the file would tell, and the like: what they were before stays in force. */
  readonly unread: readonly SettingsProblem[]
}

/**
 * Reads `counter.cfg` as Flask's `from_pyfile` does, without running it. What belongs to others does no harm. A key that cannot
 * be read without running the file keeps its value of `before`. With anything wrong, everything that is wrong is the answer.
 */
export const parseSettings = (
  text: string,
  file: string,
  before: Settings = defaultSettings,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Result<ParsedSettings, readonly SettingsProblem[]> => {
  const { outcomes, problems, warnings } = readSettings(text, { file, environment })
  const wrong = [...problems, ...valuesOf(outcomes, 'wrong')].sort(byLine)
  if (wrong.length > 0) return failed(wrong)
  const settings = { ...defaultSettings, ...Object.fromEntries(settingsOf(outcomes, before)) }
  return success({
    settings: settingsSchema.parse(settings),
    unread: [...warnings, ...valuesOf(outcomes, 'unread')].sort(byLine),
  })
}

type Outcomes = ReadonlyMap<SettingKey, SettingOutcome>

const valuesOf = (outcomes: Outcomes, kind: 'wrong' | 'unread'): SettingsProblem[] =>
  Array.from(outcomes.values()).flatMap((outcome) => (outcome.kind === kind ? [outcome.problem] : []))

const settingsOf = (outcomes: Outcomes, before: Settings): [SettingKey, unknown][] =>
  Array.from(outcomes, ([key, outcome]) => [key, outcome.kind === 'set' ? outcome.value : before[key]])

const byLine = (one: SettingsProblem, other: SettingsProblem): number => one.line - other.line
