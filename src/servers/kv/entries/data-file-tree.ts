import { readSync } from 'node:fs'
import { headerBytes, treeAt, type Meta, type Tree } from './data-file-meta.ts'

// Flags of pages and of nodes. On the disk a page has one of its kind and no other: those of the work on it are gone by then.
const branch = 0x01
const leaf = 0x02
const overflow = 0x04
const bigData = 0x01
const subTree = 0x02
const nodeHeader = 8
const overflowRecord = 24
const treeRecord = 48
const deepest = 32
// Tables with several values a key: a store has none.
const duplicates = 0x74

/** A page to be looked at, and how many levels of its tree begin with it. */
interface Step {
  readonly page: number
  readonly levels: number
}

/**
 * Whether the pages of a data file's trees are where they should be and are what they should be, the upper levels first; `atMost` so
 * many pages are looked at. LMDB trusts what it finds there, and what is not so ends its process.
 */
export const areTreesSound = (file: number, size: number, meta: Meta, atMost: number): boolean => {
  const { pageSize, lastPage } = meta
  const isThere = (page: number, pages = 1): boolean => page >= 2 && page + pages - 1 <= lastPage && (page + pages) * pageSize <= size
  const head = Buffer.alloc(headerBytes)
  // The first page of a long value says how many it has; LMDB believes that when it frees them.
  const isOverflow = (page: number, pages: number): boolean => {
    readSync(file, head, 0, headerBytes, page * pageSize)
    const isAtHome = head.readBigUInt64LE(0) === BigInt(page)
    return isAtHome && head.readUInt16LE(18) === overflow && head.readUInt32LE(20) === pages
  }
  const seen = new Set<number>()
  const steps: Step[] = []
  const add = ({ root, depth, flags }: Tree): boolean => {
    if (root !== undefined) steps.push({ page: root, levels: depth })
    return (flags & duplicates) === 0 && (root === undefined || (depth > 0 && depth <= deepest))
  }
  if (!meta.trees.every(add)) return false
  const bytes = Buffer.alloc(pageSize)
  for (let at = 0; at < steps.length && at < atMost; at += 1) {
    const step = steps[at]
    if (!step || !isThere(step.page) || seen.has(step.page)) return false
    seen.add(step.page)
    readSync(file, bytes, 0, pageSize, step.page * pageSize)
    if (!isPage(bytes, step) || !nodesOf(bytes).every((node) => isNodeSound(bytes, node, step, { isThere, isOverflow, add, steps, pageSize }))) return false
  }
  return true
}

const isPage = (bytes: Buffer, { page, levels }: Step): boolean => {
  const [lower, upper] = [bytes.readUInt16LE(20), bytes.readUInt16LE(22)]
  const kind = bytes.readUInt16LE(18)
  const isAtHome = bytes.readBigUInt64LE(0) === BigInt(page)
  // LMDB ends the process over a branch of a single page.
  const fewest = levels > 1 ? 2 : 1
  return isAtHome && kind === (levels > 1 ? branch : leaf) && lower >= 2 * fewest && lower <= upper && upper + headerBytes <= bytes.length
}

// Where the nodes of a page begin.
const nodesOf = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.readUInt16LE(20) >> 1 }, (_, i) => bytes.readUInt16LE(headerBytes + 2 * i) + headerBytes)

interface Surroundings {
  readonly isThere: (page: number, pages?: number) => boolean
  readonly isOverflow: (page: number, pages: number) => boolean
  readonly add: (tree: Tree) => boolean
  readonly steps: Step[]
  readonly pageSize: number
}

const isNodeSound = (bytes: Buffer, at: number, { levels }: Step, { isThere, isOverflow, add, steps, pageSize }: Surroundings): boolean => {
  if (at + nodeHeader > bytes.length) return false
  const low = bytes.readUInt32LE(at)
  const flags = bytes.readUInt16LE(at + 4)
  const data = at + nodeHeader + bytes.readUInt16LE(at + 6)
  const has = (length: number): boolean => data + length <= bytes.length
  if (levels > 1) {
    steps.push({ page: low + flags * 2 ** 32, levels: levels - 1 })
    return has(0)
  }
  if (flags & bigData) {
    if (!has(overflowRecord)) return false
    const pages = Number(bytes.readBigUInt64LE(data + 16))
    const first = Number(bytes.readBigUInt64LE(data))
    return pages > 0 && low <= pages * pageSize - headerBytes && isThere(first, pages) && isOverflow(first, pages)
  }
  if (flags & subTree) return has(treeRecord) && add(treeAt(bytes, data))
  return has(low)
}
