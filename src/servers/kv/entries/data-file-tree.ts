import { readSync } from 'node:fs'
import { freePagesOf, type PageRun } from './data-file-free.ts'
import { headerBytes, treeAt, type Meta, type Tree } from './data-file-meta.ts'
import { bigData, isOverflow, nodesOf, overflowRecord, subTree, type Node } from './data-file-page.ts'

const treeRecord = 48
const deepest = 32
const transactionBytes = 8

/** A tree that is walked: what it is of, what it says of itself, and what was found in it. */
interface Walked {
  readonly of: 'free pages' | 'tables' | 'records'
  readonly tree: Tree
  readonly found: { branches: number; leaves: number; overflows: number; entries: number }
}

/** A page to be looked at, and how many levels of its tree begin with it. */
interface Step {
  readonly page: number
  readonly levels: number
  readonly walked: Walked
}

/** The data file, what is still to be looked at, and what was found. */
interface Walk {
  readonly file: number
  readonly meta: Meta
  /** For each page of the file, whether a tree has it. */
  readonly used: Uint8Array
  readonly trees: Walked[]
  readonly steps: Step[]
  readonly free: PageRun[]
}

/**
 * Whether the pages of a data file's trees are where they should be and are what they should be, the upper levels first; `atMost` so
 * many pages are looked at. If those were all, it also holds that they are as many as they say, and that none of them is free. LMDB
 * trusts what it finds there, and what is not so ends its process.
 */
export const areTreesSound = (file: number, size: number, meta: Meta, atMost: number): boolean => {
  const used = new Uint8Array(Math.min(meta.lastPage + 1, Math.floor(size / meta.pageSize)))
  const walk: Walk = { file, meta, used, trees: [], steps: [], free: [] }
  const [free, tables] = meta.trees
  if (!add(walk, 'free pages', free) || !add(walk, 'tables', tables)) return false
  const bytes = Buffer.alloc(meta.pageSize)
  for (let at = 0; at < Math.min(walk.steps.length, atMost); at += 1) {
    const step = walk.steps[at]
    if (!step || !isStepSound(walk, step, bytes)) return false
  }
  return walk.steps.length > atMost || (walk.trees.every(isAsItSays) && walk.free.every((run) => isUnused(walk, run)))
}

const add = ({ trees, steps }: Walk, of: Walked['of'], tree: Tree): boolean => {
  const walked: Walked = { of, tree, found: { branches: 0, leaves: 0, overflows: 0, entries: 0 } }
  trees.push(walked)
  if (tree.root !== undefined) steps.push({ page: tree.root, levels: tree.depth, walked })
  const isKind = of === 'free pages' || tree.flags === 0
  return isKind && tree.depth <= deepest && (tree.root === undefined) === (tree.depth === 0)
}

const isAsItSays = ({ tree, found }: Walked): boolean =>
  tree.branches === found.branches &&
  tree.leaves === found.leaves &&
  tree.overflows === found.overflows &&
  tree.entries === found.entries

const isUnused = ({ used }: Walk, { first, pages }: PageRun): boolean =>
  !used.subarray(first, first + pages).includes(1)

// A page belongs to one tree, once.
const take = (walk: Walk, run: PageRun): boolean => {
  const end = run.first + run.pages
  if (run.first < 2 || run.pages < 1 || end > walk.used.length || !isUnused(walk, run)) return false
  walk.used.fill(1, run.first, end)
  return true
}

const isStepSound = (walk: Walk, { page, levels, walked }: Step, bytes: Buffer): boolean => {
  const {
    file,
    meta: { pageSize, transaction },
  } = walk
  if (!take(walk, { first: page, pages: 1 })) return false
  readSync(file, bytes, 0, pageSize, page * pageSize)
  const nodes = nodesOf(bytes, { page, levels, transaction })
  if (!nodes || !areInOrder(bytes, nodes, levels, walked.of)) return false
  if (levels > 1) {
    walked.found.branches += 1
    for (const { child } of nodes) walk.steps.push({ page: child, levels: levels - 1, walked })
    return true
  }
  walked.found.leaves += 1
  walked.found.entries += nodes.length
  return nodes.every((node) => isEntrySound(walk, walked, bytes, node))
}

// The first key of a branch stands for all that are lower.
const areInOrder = (bytes: Buffer, nodes: readonly Node[], levels: number, of: Walked['of']): boolean => {
  const keys = nodes.slice(levels > 1 ? 1 : 0).map(({ key, data }) => bytes.subarray(key, data))
  if (of !== 'free pages') return keys.every((key, i) => i === 0 || Buffer.compare(keys[i - 1] ?? key, key) < 0)
  if (!keys.every((key) => key.length === transactionBytes)) return false
  const transactions = keys.map((key) => key.readBigUInt64LE())
  return transactions.every((transaction, i) => transaction > (transactions[i - 1] ?? 0n))
}

const isEntrySound = (walk: Walk, walked: Walked, bytes: Buffer, node: Node): boolean => {
  const { flags, data, length } = node
  if (flags === subTree)
    return walked.of === 'tables' && length === treeRecord && add(walk, 'records', treeAt(bytes, data))
  if (flags === bigData) return isBigSound(walk, walked, node, bytes.subarray(data, data + overflowRecord))
  return flags === 0 && (walked.of !== 'free pages' || isFreeListSound(walk, bytes.subarray(data, data + length)))
}

const isBigSound = (walk: Walk, walked: Walked, { length }: Node, record: Buffer): boolean => {
  const {
    file,
    meta: { pageSize, transaction },
  } = walk
  const [first, pages] = [Number(record.readBigUInt64LE(0)), Number(record.readBigUInt64LE(16))]
  if (length > pages * pageSize - headerBytes || !take(walk, { first, pages })) return false
  walked.found.overflows += pages
  const bytes = Buffer.alloc(headerBytes + (walked.of === 'free pages' ? length : 0))
  readSync(file, bytes, 0, bytes.length, first * pageSize)
  if (record.readBigUInt64LE(8) > transaction || !isOverflow(bytes, first, pages, transaction)) return false
  return walked.of !== 'free pages' || isFreeListSound(walk, bytes.subarray(headerBytes))
}

// Pages at the end of the file may be missing there when they are free.
const isFreeListSound = ({ meta: { lastPage }, free }: Walk, list: Buffer): boolean => {
  const runs = freePagesOf(list)
  if (!runs?.every(({ first, pages }) => first >= 2 && first + pages - 1 <= lastPage)) return false
  free.push(...runs)
  return true
}
