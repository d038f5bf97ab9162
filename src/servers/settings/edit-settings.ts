import type { SettingChange } from '../../shared/settings.ts'
import { formatLiteral } from './python-literal.ts'
import { settingComments } from './setting-comments.ts'
import { scanStatements, type Statement } from './statements.ts'

/**
 * Settings with one key changed. Everything else stays as it was, to the byte: comments, order, other keys, ends of line.
 * A key that is not there yet comes below its commented-out default, or else to the end with a comment.
 */
export const editSettings = (text: string, { key, value }: SettingChange): string => {
  const statements = scanStatements(text)
  const literal = formatLiteral(value)
  const assignment = statements.findLast((statement) => statement.kind === 'assignment' && statement.key === key)
  if (assignment?.kind === 'assignment') {
    const { valueAt, value: before } = assignment
    return splice(text, valueAt, before.length, text[valueAt] === '#' ? `${literal} ` : literal)
  }
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const commented = statements.findLast((statement) => isCommentedDefault(statement, key))
  if (commented?.kind === 'comment') return splice(text, commented.end, 0, `${end}${key} = ${literal}`)
  const gap = text === '' || text.endsWith(end) ? '' : end
  return `${text}${gap}${end}# ${settingComments[key]}${end}${key} = ${literal}${end}`
}

const isCommentedDefault = (statement: Statement, key: string): boolean =>
  statement.kind === 'comment' && new RegExp(`^#\\s*${key}\\s*=`).test(statement.text)

const splice = (text: string, at: number, length: number, replacement: string): string =>
  text.slice(0, at) + replacement + text.slice(at + length)
