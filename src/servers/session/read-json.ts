import { deepestJson } from '../../shared/base/json.ts'
import type { Numeral, SessionData, SessionValue } from './session-data.ts'
import { floatValue, integerValue } from './session-number.ts'

/** The text is JSON, and nested deeper than is read. */
export class TooDeep extends SyntaxError {}

/**
 * Parses what Python's `json.loads` takes: RFC 8259, and `NaN`, `Infinity`, `-Infinity`. Members keep their order, and
 * numbers are those that Python has: a whole number of any length, any other a double. Each object passes through `hook`, the innermost first, like Python's `object_hook`.
 * @throws SyntaxError, like `JSON.parse`; and whatever the hook throws.
 */
export const readJson = (text: string, hook: (members: SessionData) => SessionValue): SessionValue => {
  const cursor = new Cursor(text)
  const value = readValue(cursor, hook, 0)
  cursor.expectEnd()
  return value
}

const readValue = (cursor: Cursor, hook: (members: SessionData) => SessionValue, depth: number): SessionValue => {
  if (depth > deepestJson) throw new TooDeep(`it nests lists and objects more than ${deepestJson} deep`)
  if (cursor.take('[')) {
    const items: SessionValue[] = []
    readItems(cursor, ']', () => items.push(readValue(cursor, hook, depth + 1)))
    return items
  }
  if (cursor.take('{')) {
    const members = new Map<string, SessionValue>()
    readItems(cursor, '}', () => {
      const key = cursor.string()
      cursor.expect(':')
      members.set(key, readValue(cursor, hook, depth + 1))
    })
    return hook(members)
  }
  return cursor.isAt('"') ? cursor.string() : leafOf(cursor.token())
}

const readItems = (cursor: Cursor, close: string, readItem: () => void): void => {
  if (cursor.take(close)) return
  do readItem()
  while (cursor.take(','))
  cursor.expect(close)
}

const leafOf = (token: string): null | boolean | number | Numeral => {
  if (token === 'null') return null
  if (token === 'true' || token === 'false') return token === 'true'
  if (token.length > longestNumber) throw new SyntaxError('a number is too long')
  return /^-?\d+$/.test(token) ? integerValue(BigInt(token)) : floatValue(Number(token))
}

/** Digits of a whole number that Python's `int` reads. */
const longestNumber = 4_300

const tokens = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity/y

/** A place in JSON text. */
class Cursor {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  isAt(character: string): boolean {
    this.#skipSpace()
    return this.#text[this.#at] === character
  }

  #skipSpace(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'end')) this.#at += 1
  }

  take(character: string): boolean {
    if (!this.isAt(character)) return false
    this.#at += 1
    return true
  }

  expect(character: string): void {
    if (!this.take(character)) throw new SyntaxError(`expected ${character} at ${this.#at}`)
  }

  expectEnd(): void {
    this.#skipSpace()
    if (this.#at < this.#text.length) throw new SyntaxError(`unexpected text at ${this.#at}`)
  }

  string(): string {
    this.expect('"')
    const start = this.#at - 1
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"')
      this.#at += this.#text[this.#at] === '\\' ? 2 : 1
    this.#at += 1
    const parsed: unknown = JSON.parse(this.#text.slice(start, this.#at))
    return String(parsed)
  }

  token(): string {
    tokens.lastIndex = this.#at
    const [token] = tokens.exec(this.#text) ?? []
    if (token === undefined) throw new SyntaxError(`expected a value at ${this.#at}`)
    this.#at += token.length
    return token
  }
}
