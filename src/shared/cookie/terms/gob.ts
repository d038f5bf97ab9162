import { decodeWith, exactly, termText, Undecodable, type Decoded, type Term, type TermBytes } from './term-bytes.ts'

/**
 * Go's encoding/gob: the types that a stream itself describes, and basic ones. What a type encodes by methods of its own (`time.Time`)
 * is not decoded.
 */
export const decodeGob = (bytes: Uint8Array): Decoded => decodeWith(bytes, 'gob', (from) => new Gob(from).read())

type GobType =
  | { readonly is: 'struct'; readonly fields: readonly (readonly [name: string, type: number])[] }
  | { readonly is: 'list' | 'array'; readonly of: number }
  | { readonly is: 'map'; readonly key: number; readonly of: number }
  | { readonly is: 'encoded'; readonly name: string }

// How gob describes types, in its own types (encoding/gob/type.go).
const commonType = 18
const described: readonly (readonly [number, GobType])[] = [
  [
    16,
    {
      is: 'struct',
      fields: [
        ['array', 17],
        ['slice', 19],
        ['struct', 20],
        ['map', 23],
        ['gob', 24],
        ['binary', 24],
        ['text', 24],
      ],
    },
  ],
  [
    17,
    {
      is: 'struct',
      fields: [
        ['common', commonType],
        ['elem', 2],
        ['len', 2],
      ],
    },
  ],
  [
    commonType,
    {
      is: 'struct',
      fields: [
        ['name', 6],
        ['id', 2],
      ],
    },
  ],
  [
    19,
    {
      is: 'struct',
      fields: [
        ['common', commonType],
        ['elem', 2],
      ],
    },
  ],
  [
    20,
    {
      is: 'struct',
      fields: [
        ['common', commonType],
        ['fields', 22],
      ],
    },
  ],
  [
    21,
    {
      is: 'struct',
      fields: [
        ['name', 6],
        ['id', 2],
      ],
    },
  ],
  [22, { is: 'list', of: 21 }],
  [
    23,
    {
      is: 'struct',
      fields: [
        ['common', commonType],
        ['key', 2],
        ['elem', 2],
      ],
    },
  ],
  [24, { is: 'struct', fields: [['common', commonType]] }],
]

class Gob {
  readonly #from: TermBytes
  readonly #types = new Map<number, GobType>(described)

  constructor(from: TermBytes) {
    this.#from = from
  }

  /** The first value of the stream. */
  read(): Term {
    for (;;) {
      this.#unsigned()
      const id = this.#integer()
      if (id >= 0) return this.#topLevel(id, 0)
      this.#types.set(-id, typeOf(this.#value(16, 0)))
    }
  }

  // What is no struct stands behind a zero.
  #topLevel(id: number, depth: number): Term {
    if (this.#types.get(id)?.is !== 'struct' && this.#from.byte() !== 0) throw new Undecodable('it is not well formed')
    return this.#value(id, depth)
  }

  #big(): bigint {
    const first = this.#from.byte()
    if (first < 128) return BigInt(first)
    const bytes = this.#from.bytes(256 - first)
    if (bytes.length > 8) throw new Undecodable('it is not well formed')
    return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
  }

  #unsigned(): number {
    return Number(this.#big())
  }

  #bigInteger(): bigint {
    const value = this.#big()
    return (value & 1n) === 1n ? ~(value >> 1n) : value >> 1n
  }

  #integer(): number {
    return Number(this.#bigInteger())
  }

  #value(id: number, depth: number): Term {
    this.#from.count(depth)
    if (id === 1) return this.#unsigned() === 1
    if (id === 2) return exactly(this.#bigInteger())
    if (id === 3) return exactly(this.#big())
    if (id === 4) return floatOf(this.#big())
    if (id === 5 || id === 6) return this.#from.text(this.#unsigned())
    if (id === 8) return this.#interface(depth + 1)
    return this.#composite(id, depth + 1)
  }

  #composite(id: number, depth: number): Term {
    const type = this.#types.get(id)
    if (type === undefined) throw new Undecodable(`it holds a type that it does not describe (${id})`)
    if (type.is === 'struct') return this.#struct(type.fields, depth)
    if (type.is === 'encoded') {
      this.#from.bytes(this.#unsigned())
      return this.#from.opaque(type.name)
    }
    const count = this.#unsigned()
    if (type.is === 'map') return this.#map(type, count, depth)
    const list: Term[] = []
    for (let left = count; left > 0; left -= 1) list.push(this.#value(type.of, depth))
    return list
  }

  #map({ key, of }: { readonly key: number; readonly of: number }, count: number, depth: number): Term {
    const map = new Map<Term, Term>()
    for (let left = count; left > 0; left -= 1) map.set(this.#value(key, depth), this.#value(of, depth))
    return map
  }

  #struct(fields: readonly (readonly [string, number])[], depth: number): Term {
    const map = new Map<Term, Term>()
    let place = -1
    for (let delta = this.#unsigned(); delta !== 0; delta = this.#unsigned()) {
      place += delta
      const [name, type] = fields[place] ?? []
      if (name === undefined || type === undefined) throw new Undecodable('it is not well formed')
      map.set(name, this.#value(type, depth))
    }
    return map
  }

  #interface(depth: number): Term {
    const name = this.#from.text(this.#unsigned())
    if (name === '') return null
    const id = this.#integer()
    this.#unsigned()
    return this.#topLevel(id, depth)
  }
}

const typeOf = (wire: Term): GobType => {
  for (const [kind, description] of wire instanceof Map ? wire : []) {
    if (!(description instanceof Map)) continue
    const id = (name: string): number => Number(description.get(name) ?? 0)
    if (kind === 'array') return { is: 'array', of: id('elem') }
    if (kind === 'slice') return { is: 'list', of: id('elem') }
    if (kind === 'map') return { is: 'map', key: id('key'), of: id('elem') }
    if (kind === 'struct') return { is: 'struct', fields: fieldsOf(description.get('fields')) }
    const common = description.get('common')
    return { is: 'encoded', name: termText(common instanceof Map ? common.get('name') : undefined) || 'a type' }
  }
  throw new Undecodable('it is not well formed')
}

const fieldsOf = (fields: Term | undefined): (readonly [string, number])[] =>
  (Array.isArray(fields) ? fields : []).flatMap((field) =>
    field instanceof Map ? [[termText(field.get('name')), Number(field.get('id') ?? 0)] as const] : [],
  )

// A float is sent with its bytes reversed, so that trailing zeros cost nothing.
const floatOf = (bits: bigint): number => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bits, true)
  return view.getFloat64(0)
}
