import { utf8TextOf } from '../base/octets.ts'

// POSIX shell, 2.2.2: nothing is special between single quotes but the quote itself. It is not told by a shell alone:
// zsh expands a word that begins with an equals sign.
const plain = /^[\w./:][\w@%+=:,./-]*$/

// In a terminal a control character acts on the line before any shell sees it: pasted, ^C ends the quotes.
const control = /[\0-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]/

/** Octets as one word of a POSIX shell. */
export const shellWord = (octets: string): string => {
  const text = utf8TextOf(octets)
  if (text === undefined || control.test(octets)) return `"$(${printf(octets)})"`
  return plain.test(text) ? text : singleQuoted(text)
}

/** Whether octets can stand as a word by themselves, and need no program to write them. */
export const isWord = (octets: string): boolean =>
  octets.length < 60_000 && utf8TextOf(octets) !== undefined && !control.test(octets)

/** A command that writes exactly these octets. */
export const printf = (octets: string): string => {
  const isText = utf8TextOf(octets) !== undefined
  const format = octets.replace(
    isText ? /[\0-\x09\x0b-\x1f\x7f%\\]|\xc2[\x80-\x9f]/g : /[\0-\x09\x0b-\x1f\x7f-\xff%\\]/g,
    escaped,
  )
  // What begins with a dash would be an option.
  return `printf ${singleQuoted((utf8TextOf(format) ?? format).replace(/^-/, '\\055'))}`
}

const escaped = (octets: string): string => {
  if (octets === '%') return '%%'
  return octets === '\\'
    ? '\\\\'
    : Array.from(octets, (octet) => `\\${octet.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')
}

const singleQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The parts of a command, a line each. */
export const commandLines = (parts: readonly string[]): string => parts.join(' \\\n  ')
