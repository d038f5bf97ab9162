import { PythonError } from './python-fault.ts'
import type { Token } from './tokens.ts'

/** Columns of an indentation: as Python counts tabs, and with tabs of one. Where the two disagree, it is inconsistent. */
interface Level {
  readonly column: number
  readonly narrow: number
}

/** How many levels Python has room for (MAXINDENT). */
const deepest = 100

/** Throws a {@link PythonError} where the lines of a file are not indented as Python wants them: a block after each colon, and nowhere else. */
export class Indentation {
  readonly #text: string
  readonly #levels: Level[] = [{ column: 0, narrow: 0 }]
  #lineAt = 0
  #opens = false
  #previous: Token | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Takes in the next token. */
  see(token: Token): void {
    if (token.kind === 'comment') return
    if (token.kind === 'newline') {
      this.#lineAt = token.end
      if (this.#previous !== undefined)
        this.#opens = this.#text[this.#previous.at] === ':' && this.#previous.end === this.#previous.at + 1
      this.#previous = undefined
      return
    }
    if (this.#previous === undefined) this.#startLine(token)
    this.#previous = token
  }

  /** The file ends here. */
  end(): void {
    const isColon = this.#previous !== undefined && this.#text[this.#previous.at] === ':'
    if (isColon || (this.#opens && this.#previous === undefined))
      throw new PythonError(this.#text.length, 'an indented block is expected here')
  }

  #startLine({ at }: Token): void {
    const level = levelOf(this.#text.slice(this.#lineAt, at))
    const current = this.#levels.at(-1) ?? level
    if (level.column > current.column && level.narrow > current.narrow) return this.#deeper(level, at)
    if (this.#opens) throw new PythonError(at, 'an indented block is expected here')
    while ((this.#levels.at(-1)?.column ?? 0) > level.column) this.#levels.pop()
    const same = this.#levels.at(-1)
    if (same?.column !== level.column || same.narrow !== level.narrow)
      throw new PythonError(at, 'this line is indented like none above it')
    this.#opens = false
  }

  #deeper(level: Level, at: number): void {
    if (!this.#opens) throw new PythonError(at, 'this line is indented, and no block begins above it')
    if (this.#levels.length >= deepest) throw new PythonError(at, 'blocks are nested too deep here')
    this.#levels.push(level)
    this.#opens = false
  }
}

const levelOf = (start: string): Level => {
  const [lead = ''] = /^\ufeff?[ \t\f]*/.exec(start) ?? []
  let [column, narrow] = [0, 0]
  for (const character of lead.replace('\ufeff', '')) {
    if (character === '\f') [column, narrow] = [0, 0]
    else [column, narrow] = [character === '\t' ? column + 8 - (column % 8) : column + 1, narrow + 1]
  }
  return { column, narrow }
}
