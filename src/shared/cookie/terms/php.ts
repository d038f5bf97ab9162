import { decodeWith, Undecodable, type Decoded, type Term, type TermBytes } from './term-bytes.ts'

/** PHP's `serialize` format: null, booleans, numbers, texts and arrays. Objects are named and not made: `unserialize` may run code. */
export const decodePhp = (bytes: Uint8Array): Decoded => decodeWith(bytes, 'PHP', (from) => readValue(from, 0))

const colon = 0x3a
const semicolon = 0x3b

const readValue = (from: TermBytes, depth: number): Term => {
  from.count(depth)
  const type = from.text(1)
  if (type === 'N') return endOf(from, null)
  expect(from, colon)
  if (type === 'i' || type === 'd') return numberOf(from.textUpTo(semicolon))
  if (type === 'b') return from.textUpTo(semicolon) === '1'
  if (type === 's') return endOf(from, quoted(from))
  if (type === 'a') return arrayOf(readMembers(from, depth + 1))
  if (type === 'O') return readObject(from, depth + 1)
  if (type === 'E') return endOf(from, from.opaque(quoted(from)))
  if (type === 'r' || type === 'R') return from.opaque(`reference ${from.textUpTo(semicolon)}`)
  throw new Undecodable(`it holds what is no data (type ${JSON.stringify(type)})`)
}

const expect = (from: TermBytes, code: number): void => {
  if (from.byte() !== code) throw new Undecodable('it is not well formed')
}

const endOf = <T extends Term>(from: TermBytes, value: T): T => {
  expect(from, semicolon)
  return value
}

const lengthOf = (from: TermBytes): number => {
  const text = from.textUpTo(colon)
  if (!/^\d{1,7}$/.test(text)) throw new Undecodable('it is not well formed')
  return Number(text)
}

const quoted = (from: TermBytes): string => {
  const length = lengthOf(from)
  expect(from, 0x22)
  const text = from.text(length)
  expect(from, 0x22)
  return text
}

const numberOf = (text: string): Term => {
  const value = Number(text)
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(text) ? (Number.isNaN(value) ? text : value) : text
}

const readMembers = (from: TermBytes, depth: number): Map<Term, Term> => {
  const map = new Map<Term, Term>()
  const count = lengthOf(from)
  expect(from, 0x7b)
  for (let left = count; left > 0; left -= 1) map.set(readValue(from, depth), readValue(from, depth))
  expect(from, 0x7d)
  return map
}

const arrayOf = (map: Map<Term, Term>): Term =>
  [...map.keys()].every((key, index) => key === index) ? [...map.values()] : map

const readObject = (from: TermBytes, depth: number): Term => {
  const name = quoted(from)
  expect(from, colon)
  readMembers(from, depth)
  return from.opaque(`object of ${name}`)
}
