import { inflate } from '../../base/inflate.ts'
import { decodeWith, exactly, littleEndian, TermBytes, Undecodable, type Decoded, type Term } from './term-bytes.ts'

/**
 * Erlang's external term format (erts, "External Term Format"), as `term_to_binary` writes it: numbers, atoms, binaries, lists, tuples
 * and maps. Tuples become lists, atoms texts. Functions, references and processes are not decoded.
 */
export const decodeErlang = (bytes: Uint8Array): Decoded => decodeWith(bytes, 'Erlang term', readVersioned)

const readVersioned = (from: TermBytes): Term => {
  if (from.byte() !== 131) throw new Undecodable('it has another version')
  return readTerm(from, 0)
}

const readTerm = (from: TermBytes, depth: number): Term => {
  from.count(depth)
  const tag = from.byte()
  const read = readers[tag]
  if (read === undefined) throw new Undecodable(`it holds what is no data (tag ${tag})`)
  return read(from, depth + 1)
}

type ReadTerm = (from: TermBytes, depth: number) => Term

const items = (from: TermBytes, count: number, depth: number): Term[] => {
  const all: Term[] = []
  for (let left = count; left > 0; left -= 1) all.push(readTerm(from, depth))
  return all
}

const atoms: Readonly<Record<string, Term>> = { nil: null, undefined: null, true: true, false: false }
const atom = (name: string): Term => (Object.hasOwn(atoms, name) ? (atoms[name] ?? null) : name)

const readList: ReadTerm = (from, depth) => {
  const list = items(from, from.unsigned(4), depth)
  const tail = readTerm(from, depth)
  return Array.isArray(tail) && tail.length === 0 ? list : [...list, tail]
}

const readMap: ReadTerm = (from, depth) => {
  const map = new Map<Term, Term>()
  for (let left = from.unsigned(4); left > 0; left -= 1) map.set(readTerm(from, depth), readTerm(from, depth))
  return map
}

const readBig = (from: TermBytes, length: number): Term => {
  const isNegative = from.byte() === 1
  const value = littleEndian(from.bytes(length))
  return exactly(isNegative ? -value : value)
}

const readCompressed: ReadTerm = (from, depth) => {
  from.unsigned(4)
  const inflated = inflate(from.rest())
  if (inflated === undefined) throw new Undecodable('it does not inflate, or to too much')
  return readTerm(new TermBytes(inflated), depth)
}

const readers: Readonly<Record<number, ReadTerm>> = {
  70: (from) => from.float(),
  80: readCompressed,
  97: (from) => from.byte(),
  98: (from) => from.unsigned(4) | 0,
  99: (from) => Number.parseFloat(from.text(31)),
  100: (from) => atom(from.text(from.unsigned(2))),
  104: (from, depth) => items(from, from.byte(), depth),
  105: (from, depth) => items(from, from.unsigned(4), depth),
  106: () => [],
  107: (from) => Array.from(from.bytes(from.unsigned(2))),
  108: readList,
  109: (from) => from.text(from.unsigned(4)),
  110: (from) => readBig(from, from.byte()),
  111: (from) => readBig(from, from.unsigned(4)),
  115: (from) => atom(from.text(from.byte())),
  116: readMap,
  118: (from) => atom(from.text(from.unsigned(2))),
  119: (from) => atom(from.text(from.byte())),
}
