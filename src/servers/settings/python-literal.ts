/** What a value in `counter.cfg` can be. Python's tuples are lists here. */
export type Literal = null | boolean | number | string | readonly Literal[]

/**
 * Reads a Python literal: `True`, `False`, `None`, a number, a string, or a list or tuple of such (Python reference,
 * "Literals"). Undefined for any other expression.
 */
export const parseLiteral = (text: string): Literal | undefined => {
  const reader = new LiteralReader(text)
  const value = reader.value()
  return value !== undefined && reader.isAtEnd() ? value : undefined
}

const words = new Map<string, Literal>([['True', true], ['False', false], ['None', null]])

const digits = String.raw`\d(?:_?\d)*`
const number = new RegExp(
  String.raw`[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:${digits}\.?(?:${digits})?|\.${digits})(?:[eE][+-]?${digits})?)(?![\w.])`,
  'y',
)
const escape = /\\(?:\r\n|[0-7]{1,3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/y
const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '', '\r': '', '\r\n': '',
}

class LiteralReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  isAtEnd(): boolean {
    this.#match(/(?:\s|#.*)*/y)
    return this.#at === this.#text.length
  }

  value(): Literal | undefined {
    this.#match(/(?:\s|#.*)*/y)
    const next = this.#text[this.#at]
    if (next === '[') return this.#items(']')?.items
    if (next === '(') return this.#tuple()
    if (next === "'" || next === '"') return this.#strings()
    const word = this.#match(/(?:True|False|None)\b/y)
    return word === undefined ? this.#number() : words.get(word)
  }

  // Without a comma, parentheses only group: ('a') is a string.
  #tuple(): Literal | undefined {
    const read = this.#items(')')
    if (read === undefined) return undefined
    const [only] = read.items
    return read.items.length === 1 && read.commas === 0 ? only : read.items
  }

  #items(close: string): { readonly items: readonly Literal[]; readonly commas: number } | undefined {
    const items: Literal[] = []
    let commas = 0
    this.#at += 1
    while (!this.#take(close)) {
      if (commas < items.length) return undefined
      const item = this.value()
      if (item === undefined) return undefined
      items.push(item)
      if (this.#take(',')) commas += 1
    }
    return { items, commas }
  }

  // Strings that stand next to each other are one.
  #strings(): string | undefined {
    let whole = ''
    for (;;) {
      this.#match(/[ \t]*/y)
      const quote = this.#match(/['"]/y)
      if (quote === undefined) return whole
      const part = this.#stringUntil(quote)
      if (part === undefined) return undefined
      whole += part
    }
  }

  #stringUntil(quote: string): string | undefined {
    let content = ''
    for (;;) {
      content += this.#match(quote === "'" ? /[^'\\\r\n]*/y : /[^"\\\r\n]*/y) ?? ''
      if (this.#match(quote === "'" ? /'/y : /"/y) !== undefined) return content
      const escaped = this.#match(escape)
      const character = escaped === undefined ? undefined : unescaped(escaped)
      if (character === undefined) return undefined
      content += character
    }
  }

  #number(): number | undefined {
    const token = this.#match(number)
    if (token === undefined || /^[+-]?0[\d_]*[1-9]\d*$/.test(token)) return undefined
    const plain = token.replaceAll('_', '')
    return /^[+-]0[xXoObB]/.test(plain) ? (plain.startsWith('-') ? -1 : 1) * Number(plain.slice(1)) : Number(plain)
  }

  #take(character: string): boolean {
    this.#match(/(?:\s|#.*)*/y)
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    if (found !== undefined) this.#at += found.length
    return found
  }
}

// Python keeps the backslash of an escape that it does not know.
const unescaped = (sequence: string): string | undefined => {
  const body = sequence.slice(1)
  if (body.startsWith('N')) return undefined
  if (/^[0-7]/.test(body)) return String.fromCharCode(Number.parseInt(body, 8))
  if (/^[xuU]./.test(body)) return fromCodePoint(Number.parseInt(body.slice(1), 16))
  if (/^[xuU]$/.test(body)) return undefined
  return simpleEscapes[body] ?? sequence
}

const fromCodePoint = (code: number): string | undefined => (code > 0x10ffff ? undefined : String.fromCodePoint(code))

/** Writes a literal as Python's `repr` does. */
export const formatLiteral = (value: Literal): string => {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return formatString(value)
  return `[${value.map(formatLiteral).join(', ')}]`
}

const named = new Map([['\\', '\\\\'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t']])

const formatString = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text.replace(/[\\\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/gu, (character) => named.get(character) ?? hexEscape(character))
  return `${quote}${body.replaceAll(quote, `\\${quote}`)}${quote}`
}

const hexEscape = (character: string): string => {
  const code = character.charCodeAt(0).toString(16)
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`
}
