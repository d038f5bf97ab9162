import { strOf } from './conversions.ts'
import type { Budget } from './budget.ts'
import { PythonError } from './python-fault.ts'
import type { PythonArguments, PythonValue } from './values.ts'

/** `pattern.format(…)` with fields that say no more than which value; undefined for others. Throws where Python would raise. */
export const braceFormat = (
  pattern: string,
  { positional, named, at }: PythonArguments,
  budget: Budget,
): PythonValue | undefined => {
  const parts = pattern.split(/(\{\{|\}\}|\{[^{}]*\})/)
  // Every other part is a field or a doubled brace; a brace anywhere else is what Python stops at.
  if (parts.some((part, index) => index % 2 === 0 && /[{}]/.test(part)))
    throw new PythonError(at, 'a lone brace stands in this text')
  const fields = parts.filter((part) => /^\{[^{}]/.test(part) || part === '{}')
  if (fields.some((field) => !/^\{\w*\}$/.test(field))) return undefined
  const numbered = fields.filter((field) => /^\{\d+\}$/.test(field)).length
  if (numbered > 0 && fields.includes('{}')) throw new PythonError(at, 'its fields are numbered here and not there')
  let next = 0
  const texts: string[] = []
  for (const part of parts) {
    const [, name] = /^\{(\w*)\}$/.exec(part) ?? []
    if (name === undefined) {
      texts.push(part.replace(/^(?:\{\{|\}\})$/, (pair) => pair.charAt(0)))
      continue
    }
    const value = /^\d*$/.test(name)
      ? positional[name === '' ? next++ : Number(name)]
      : named.get(name.normalize('NFKC'))
    if (value === undefined) throw new PythonError(at, 'there is no value for a field of this text')
    const text = strOf(value)
    if (typeof text !== 'string' || !budget.make(text.length)) return undefined
    texts.push(text)
  }
  return texts.join('')
}
