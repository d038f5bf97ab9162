import type { SettingChange } from '../../shared/stream/settings.ts'
import { counterSettings } from './counter-settings.ts'
import { formatLiteral } from './python-literal.ts'
import { readSettings, type SettingsReading } from './read-settings.ts'

/**
 * Settings with one key changed. Everything else stays as it was, to the byte: comments, order, other keys, ends of line. The
 * value is changed where it takes effect, if then it does and no other key changes with it; else a line is put below the key's
 * commented-out default, or at the end.
 */
export const editSettings = (text: string, change: SettingChange): string => {
  const before = reading(text)
  const ways = [
    inItsPlace(text, change, before),
    inABrokenLine(text, change),
    belowItsComment(text, change, before),
    atTheEnd(text, change),
  ]
  const edits = ways.filter((edit) => edit !== undefined)
  return edits.find((edit) => isJust(change, before, reading(edit))) ?? edits[0] ?? text
}

const reading = (text: string): SettingsReading => readSettings(text, { file: '', environment: process.env })

/** Whether an edit did what it should, and nothing else. */
const isJust = ({ key, value }: SettingChange, before: SettingsReading, after: SettingsReading): boolean => {
  if (after.python === undefined || after.problems.length > before.problems.length) return false
  const outcome = after.outcomes.get(key)
  if (outcome?.kind !== 'set' || JSON.stringify(outcome.value) !== JSON.stringify(value)) return false
  return before.python === undefined || gist(before, key) === gist(after, key)
}

/** What a file says of all other keys, wherever in it. */
const gist = ({ outcomes }: SettingsReading, except: string): string =>
  JSON.stringify(
    Array.from(outcomes)
      .filter(([key]) => key !== except)
      .map(([key, outcome]) => [key, outcome.kind, outcome.kind === 'set' ? outcome.value : outcome.problem.message]),
  )

const inItsPlace = (text: string, { key, value }: SettingChange, { python }: SettingsReading): string | undefined => {
  const source = python?.bindings.get(key)?.source
  return source && splice(text, source.from, source.to, formatLiteral(value))
}

// A line of this key that is no Python: there is no tree to look in.
const inABrokenLine = (text: string, { key, value }: SettingChange): string | undefined => {
  const found = [
    ...text.matchAll(
      new RegExp(String.raw`(?<=^\ufeff?|[\r\n])(${key}[ \t]*=[ \t]*)([^#\r\n]*?)([ \t]*)(?=#|[\r\n]|$)`, 'g'),
    ),
  ].at(-1)
  if (found === undefined) return undefined
  const [, head = '', old = '', space = ''] = found
  const at = found.index + head.length
  return splice(
    text,
    at,
    at + old.length,
    old === '' && space === '' && text[at] === '#' ? `${formatLiteral(value)} ` : formatLiteral(value),
  )
}

const belowItsComment = (
  text: string,
  { key, value }: SettingChange,
  { python }: SettingsReading,
): string | undefined => {
  const comment = python?.comments.findLast(({ from, to }) =>
    new RegExp(String.raw`^#\s*${key}\s*=`).test(text.slice(from, to)),
  )
  return comment && splice(text, comment.to, comment.to, `${endOfLine(text)}${key} = ${formatLiteral(value)}`)
}

const atTheEnd = (text: string, { key, value }: SettingChange): string => {
  const end = endOfLine(text)
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : end
  return `${text}${gap}${end}# ${counterSettings[key].says}${end}${key} = ${formatLiteral(value)}${end}`
}

const endOfLine = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'

const splice = (text: string, from: number, to: number, replacement: string): string =>
  text.slice(0, from) + replacement + text.slice(to)
