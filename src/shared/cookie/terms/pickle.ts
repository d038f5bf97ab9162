import { decodeWith, exactly, Undecodable, type Decoded, type Term, type TermBytes } from './term-bytes.ts'

/**
 * Python's pickle (Lib/pickletools.py), protocols 0 to 5: None, booleans, numbers, texts, lists, tuples, sets and dicts. Whatever would import or
 * call something is named and not made: `pickle.loads` runs code, this does not.
 */
export const decodePickle = (bytes: Uint8Array): Decoded =>
  decodeWith(bytes, 'pickle', (from) => {
    const machine = new Machine(from)
    for (;;) {
      from.count(0)
      const opcode = from.byte()
      if (opcode === 0x2e) return machine.pop()
      const run = opcodes[opcode]
      if (run === undefined) throw new Undecodable(`it holds what is no data (opcode ${opcode})`)
      run(machine, from)
    }
  })

const mark = Symbol('mark')

class Machine {
  readonly from: TermBytes
  readonly #stack: (Term | typeof mark)[] = []
  readonly #memo = new Map<number, Term>()

  constructor(from: TermBytes) {
    this.from = from
  }

  push(value: Term | typeof mark): void {
    this.#stack.push(value)
  }

  pop(): Term {
    const value = this.#stack.pop()
    if (value === undefined || value === mark) throw new Undecodable('it is not well formed')
    return value
  }

  top(): Term {
    const value = this.pop()
    this.push(value)
    return value
  }

  /** What was pushed since the last mark. */
  popToMark(): Term[] {
    const at = this.#stack.lastIndexOf(mark)
    if (at < 0) throw new Undecodable('it is not well formed')
    return this.#stack.splice(at).filter((value): value is Term => value !== mark)
  }

  put(place = this.#memo.size): void {
    this.#memo.set(place, this.top())
  }

  get(place: number): void {
    const value = this.#memo.get(place)
    if (value === undefined) throw new Undecodable('it is not well formed')
    this.push(value)
  }

  append(values: readonly Term[]): void {
    const list = this.top()
    if (Array.isArray(list)) list.push(...values)
  }

  setItems(values: readonly Term[]): void {
    const map = this.top()
    if (!(map instanceof Map)) return
    for (let at = 0; at + 1 < values.length; at += 2) map.set(values[at] ?? null, values[at + 1] ?? null)
  }

  opaque(name: string): void {
    this.push(this.from.opaque(name))
  }
}

type Run = (machine: Machine, from: TermBytes) => void

const line = (from: TermBytes): string => from.textUpTo(0x0a)

const tuple =
  (length: number): Run =>
  (machine) => {
    const items = Array.from({ length }, () => machine.pop())
    machine.push(items.reverse())
  }

const dictOf = (values: readonly Term[], machine: Machine): void => {
  machine.push(new Map())
  machine.setItems(values)
}

// Two's complement, the least significant byte first.
const longOf = (bytes: Uint8Array): Term => {
  const value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return exactly(BigInt.asIntN(Math.max(1, bytes.length) * 8, value))
}

const numeral = (text: string): Term => (/^-?\d{1,400}$/.test(text) ? exactly(BigInt(text)) : text)

const integerLine = (text: string): Term => (text === '01' || text === '00' ? text === '01' : numeral(text))

// A call: its arguments and what is called go, what it would return is not made.
const call: Run = (machine) => {
  machine.pop()
  machine.push(machine.pop())
}

const opcodes: Readonly<Record<number, Run>> = {
  0x80: (_machine, from) => from.byte(),
  0x95: (_machine, from) => from.bytes(8),
  0x28: (machine) => {
    machine.push(mark)
  },
  0x30: (machine) => {
    machine.pop()
  },
  0x31: (machine) => {
    machine.popToMark()
  },
  0x32: (machine) => {
    machine.push(machine.top())
  },
  0x4e: (machine) => {
    machine.push(null)
  },
  0x88: (machine) => {
    machine.push(true)
  },
  0x89: (machine) => {
    machine.push(false)
  },
  0x7d: (machine) => {
    machine.push(new Map())
  },
  0x5d: (machine) => {
    machine.push([])
  },
  0x8f: (machine) => {
    machine.push([])
  },
  0x29: (machine) => {
    machine.push([])
  },
  0x85: tuple(1),
  0x86: tuple(2),
  0x87: tuple(3),
  0x74: (machine) => {
    machine.push(machine.popToMark())
  },
  0x6c: (machine) => {
    machine.push(machine.popToMark())
  },
  0x91: (machine) => {
    machine.push(machine.popToMark())
  },
  0x64: (machine) => {
    dictOf(machine.popToMark(), machine)
  },
  0x61: (machine) => {
    machine.append([machine.pop()])
  },
  0x65: (machine) => {
    machine.append(machine.popToMark())
  },
  0x90: (machine) => {
    machine.append(machine.popToMark())
  },
  0x73: (machine) => {
    machine.setItems([machine.pop(), machine.pop()].reverse())
  },
  0x75: (machine) => {
    machine.setItems(machine.popToMark())
  },
  0x8c: (machine, from) => {
    machine.push(from.text(from.byte()))
  },
  0x58: (machine, from) => {
    machine.push(from.text(from.unsignedLittle(4)))
  },
  0x8d: (machine, from) => {
    machine.push(from.text(from.unsignedLittle(8)))
  },
  0x55: (machine, from) => {
    machine.push(from.text(from.byte()))
  },
  0x54: (machine, from) => {
    machine.push(from.text(from.unsignedLittle(4)))
  },
  0x43: (machine, from) => {
    machine.push(from.text(from.byte()))
  },
  0x42: (machine, from) => {
    machine.push(from.text(from.unsignedLittle(4)))
  },
  0x4b: (machine, from) => {
    machine.push(from.byte())
  },
  0x4d: (machine, from) => {
    machine.push(from.unsignedLittle(2))
  },
  0x4a: (machine, from) => {
    machine.push(from.unsignedLittle(4) | 0)
  },
  0x8a: (machine, from) => {
    machine.push(longOf(from.bytes(from.byte())))
  },
  0x47: (machine, from) => {
    machine.push(from.float())
  },
  0x94: (machine) => {
    machine.put()
  },
  0x71: (machine, from) => {
    machine.put(from.byte())
  },
  0x72: (machine, from) => {
    machine.put(from.unsignedLittle(4))
  },
  0x68: (machine, from) => {
    machine.get(from.byte())
  },
  0x6a: (machine, from) => {
    machine.get(from.unsignedLittle(4))
  },
  0x70: (machine, from) => {
    machine.put(Number(line(from)))
  },
  0x67: (machine, from) => {
    machine.get(Number(line(from)))
  },
  0x56: (machine, from) => {
    machine.push(line(from))
  },
  0x53: (machine, from) => {
    machine.push(line(from).slice(1, -1))
  },
  0x49: (machine, from) => {
    machine.push(integerLine(line(from)))
  },
  0x4c: (machine, from) => {
    machine.push(numeral(line(from).replace(/L$/, '')))
  },
  0x46: (machine, from) => {
    machine.push(Number(line(from)))
  },
  0x63: (machine, from) => {
    machine.opaque(`${line(from)}.${line(from)}`)
  },
  0x93: (machine) => {
    const [name, module] = [machine.pop(), machine.pop()].map(String)
    machine.opaque(`${module ?? ''}.${name ?? ''}`)
  },
  0x52: call,
  0x81: call,
  0x62: (machine) => {
    machine.pop()
  },
}
