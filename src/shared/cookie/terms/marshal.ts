import {
  decodeWith,
  exactly,
  littleEndian,
  termText,
  Undecodable,
  type Decoded,
  type Term,
  type TermBytes,
} from './term-bytes.ts'

/**
 * Ruby's Marshal format 4.8 (doc/marshal.rdoc): nil, booleans, numbers, texts, symbols, arrays and hashes. Objects are named and not made:
 * `Marshal.load` runs code, this does not.
 */
export const decodeMarshal = (bytes: Uint8Array): Decoded =>
  decodeWith(bytes, 'Marshal', (from) => {
    if (from.byte() !== 4 || from.byte() !== 8) throw new Undecodable('it has another version')
    return new Marshal(from).read(0)
  })

class Marshal {
  readonly #from: TermBytes
  readonly #symbols: string[] = []
  // What `@` refers to, by the order in which each begins.
  readonly #objects: Term[] = []

  constructor(from: TermBytes) {
    this.#from = from
  }

  read(depth: number): Term {
    this.#from.count(depth)
    const tag = String.fromCharCode(this.#from.byte())
    if (tag === '0') return null
    if (tag === 'T' || tag === 'F') return tag === 'T'
    if (tag === 'i') return this.#fixnum()
    if (tag === ':' || tag === ';') return this.#symbol(tag)
    if (tag === 'I') return this.#withVariables(depth + 1)
    if (tag === '@') return this.#objects[this.#fixnum()] ?? null
    return this.#object(tag, depth + 1)
  }

  #fixnum(): number {
    const first = (this.#from.byte() << 24) >> 24
    if (first === 0) return 0
    if (first > 4) return first - 5
    if (first < -4) return first + 5
    const value = this.#from.unsignedLittle(Math.abs(first))
    return first > 0 ? value : value - 2 ** (8 * -first)
  }

  #symbol(tag: string): string {
    if (tag === ';') return this.#symbols[this.#fixnum()] ?? ''
    const name = this.#from.text(this.#fixnum())
    this.#symbols.push(name)
    return name
  }

  // An encoding of a text is one, and says nothing else.
  #withVariables(depth: number): Term {
    const value = this.read(depth)
    this.#pairs(depth, () => undefined)
    return value
  }

  #pairs(depth: number, take: (key: Term, value: Term) => void): void {
    for (let left = this.#fixnum(); left > 0; left -= 1) take(this.read(depth), this.read(depth))
  }

  #object(tag: string, depth: number): Term {
    const place = this.#objects.push(null) - 1
    const keep = <T extends Term>(value: T): T => {
      this.#objects[place] = value
      return value
    }
    if (tag === '"') return keep(this.#from.text(this.#fixnum()))
    if (tag === 'f') return keep(floatOf(this.#from.text(this.#fixnum())))
    if (tag === 'l') return keep(this.#bignum())
    if (tag === '[') return this.#array(keep([]), depth)
    if (tag === '{' || tag === '}') return this.#hash(keep(new Map<Term, Term>()), tag, depth)
    if (tag === 'C') return this.#subclass(place, depth)
    return keep(this.#foreign(tag, depth))
  }

  #bignum(): Term {
    const isNegative = this.#from.byte() === 0x2d
    const value = littleEndian(this.#from.bytes(this.#fixnum() * 2))
    return exactly(isNegative ? -value : value)
  }

  #array(list: Term[], depth: number): Term {
    for (let left = this.#fixnum(); left > 0; left -= 1) list.push(this.read(depth))
    return list
  }

  #hash(map: Map<Term, Term>, tag: string, depth: number): Term {
    this.#pairs(depth, (key, value) => map.set(key, value))
    if (tag === '}') this.read(depth)
    return map
  }

  // A text, array or hash of a class of its own, such as HashWithIndifferentAccess, counts once.
  #subclass(place: number, depth: number): Term {
    this.read(depth)
    this.#objects.length = place
    return this.read(depth)
  }

  #foreign(tag: string, depth: number): Term {
    if (tag === 'c' || tag === 'm' || tag === 'M') return this.#from.opaque(this.#from.text(this.#fixnum()))
    if (!'oSuUe'.includes(tag)) throw new Undecodable(`it holds what is no data (type ${JSON.stringify(tag)})`)
    const name = termText(this.read(depth))
    if (tag === 'u') this.#from.text(this.#fixnum())
    else if (tag === 'U' || tag === 'e') this.read(depth)
    else this.#pairs(depth, () => undefined)
    return this.#from.opaque(name)
  }
}

const floatOf = (text: string): Term => (/^-?inf$|^nan$/.test(text) ? text : Number.parseFloat(text))
