import { createHash } from 'node:crypto'

const page = 4_096

/** One way in which a file can be damaged, by chance: the same seed gives the same one. */
export const damages = (whole: Buffer, seed: string): { readonly name: string; readonly bytes: Buffer } => {
  const random = createRandom(seed)
  const below = (count: number): number => random() % count
  const pages = Math.floor(whole.length / page)
  const bytes = Buffer.from(whole)
  const scribble = (from: number, length: number, times: number): void => {
    for (let i = 0; i < times; i += 1) bytes[from + below(length)] = below(256)
  }
  const ways: readonly (() => { readonly name: string; readonly bytes: Buffer })[] = [
    () => {
      const left = below(pages)
      return { name: `cut to ${String(left)} of ${String(pages)} pages`, bytes: bytes.subarray(0, left * page) }
    },
    () => {
      const left = below(whole.length)
      return { name: `cut to ${String(left)} of ${String(whole.length)} bytes`, bytes: bytes.subarray(0, left) }
    },
    () => ({ name: 'cut by a page', bytes: bytes.subarray(0, -page) }),
    () => {
      // The three metas: 168 bytes with their headers.
      const at = [0, page / 2, page][below(3)] ?? 0
      scribble(at, 168, 1 + below(4))
      return { name: `meta at ${String(at)} changed`, bytes }
    },
    () => {
      const at = below(pages)
      bytes.fill(0, at * page, (at + 1) * page)
      return { name: `page ${String(at)} empty`, bytes }
    },
    () => {
      const [from, to] = [below(pages), 2 + below(pages - 2)]
      bytes.copyWithin(to * page, from * page, (from + 1) * page)
      return { name: `page ${String(to)} is page ${String(from)}`, bytes }
    },
    () => {
      const at = 2 + below(pages - 2)
      scribble(at * page, 64, 1 + below(4))
      return { name: `head of page ${String(at)} changed`, bytes }
    },
    () => {
      scribble(0, 2 * page, 64)
      return { name: 'metas scribbled over', bytes }
    },
    () => {
      scribble(0, whole.length, whole.length)
      return { name: 'noise', bytes }
    },
  ]
  return (ways[below(ways.length)] ?? ways[0] ?? (() => ({ name: 'whole', bytes })))()
}

// Numbers of 32 bits from a seed (Marsaglia's xorshift32).
const createRandom = (seed: string): (() => number) => {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>>= 0)
  }
}
