import { readFileSync, readSync } from 'node:fs'

// LMDB's data file as the mdb.c of lmdb-js lays it out on 64-bit machines: data version 2, little-endian. A page begins with a header
// of 24 bytes. The first two pages are meta pages, written in turn, the newer one counts; a third meta, in the middle of the first
// page, is what was last known to be flushed.
export const headerBytes = 24
const magic = 0xbeefc0de
const dataVersion = 2
const metaPage = 0x08
const notFlushed = 0x1000
// Of a tree whose keys are numbers: that of the free pages.
const integerKeys = 0x08
const metaBytes = 144
const noPage = 2n ** 64n - 1n
const largestPage = 65_536
const addressable = 2 ** 47

/** A tree of pages: what kind of table it is, how deep it is, how much there is in it, and its topmost page, if it has any. */
export interface Tree {
  readonly flags: number
  readonly depth: number
  readonly branches: number
  readonly leaves: number
  /** Pages of values that are too long for a leaf. */
  readonly overflows: number
  readonly entries: number
  readonly root: number | undefined
}

/** What a meta page says. */
export interface Meta {
  readonly transaction: bigint
  readonly pageSize: number
  readonly lastPage: number
  readonly mapSize: number
  /** Of pages that are free, and of the named tables. */
  readonly trees: readonly [Tree, Tree]
  readonly isFlushed: boolean
  /** The start of the machine in which it was written; 0 where that is not known. */
  readonly boot: bigint
}

/** The metas that LMDB will go by when it opens a data file of this length, mostly one; `undefined` when it could not. */
export const metasOf = (file: number, size: number): readonly Meta[] | undefined => {
  const first = readMeta(file, 0)
  if (!first || !isLmdb(file) || !isPageSize(first.pageSize) || size < 2 * first.pageSize) return undefined
  const flushed = readMeta(file, first.pageSize / 2)
  const second = readMeta(file, first.pageSize)
  if (!flushed || !second || ![first, second].every(canBeNext)) return undefined
  const used = usedOf(first, flushed, second)
  const isSound = (meta: Meta): boolean => meta.pageSize === first.pageSize && meta.lastPage >= 1 && isMapSize(meta)
  const areSound = used.every((meta) => isSound(meta) && isInTurn(meta, first, second))
  return areSound && (!used.includes(second) || isLmdb(file, first.pageSize)) ? used : undefined
}

// LMDB picks twice, in another order each time. What was flushed takes the place of the latest only when its transaction is another.
const usedOf = (first: Meta, flushed: Meta, second: Meta): readonly Meta[] => {
  const latest = newer(first, second)
  if (process.platform === 'win32') return [latest]
  const safe = pick(pick(first, second), flushed)
  return [...new Set([pick(pick(first, flushed), second), safe.transaction === latest.transaction ? latest : safe])]
}

// Whatever the transaction, the first page lends its flags to the environment, and each its map size to what is written to the other.
const canBeNext = ({ mapSize, trees: [free] }: Meta): boolean =>
  mapSize <= addressable && (free.flags & ~notFlushed) === integerKeys

// LMDB looks for an even transaction in the first page, and for an odd one in the second.
const isInTurn = (used: Meta, first: Meta, second: Meta): boolean =>
  (used !== first && used !== second) || used === (used.transaction % 2n === 0n ? first : second)

const isPageSize = (bytes: number): boolean =>
  bytes >= 512 && bytes <= largestPage && Number.isInteger(Math.log2(bytes))

const isMapSize = ({ mapSize, lastPage, pageSize }: Meta): boolean => mapSize >= (lastPage + 1) * pageSize

const isLmdb = (file: number, at = 0): boolean => {
  const head = Buffer.alloc(headerBytes + 8)
  readSync(file, head, 0, head.length, at)
  const isMeta = (head.readUInt16LE(18) & metaPage) !== 0
  return isMeta && head.readUInt32LE(headerBytes) === magic && head.readUInt16LE(headerBytes + 4) === dataVersion
}

const readMeta = (file: number, at: number): Meta | undefined => {
  const bytes = Buffer.alloc(metaBytes)
  if (readSync(file, bytes, 0, metaBytes, at + headerBytes) < metaBytes) return undefined
  return {
    mapSize: Number(bytes.readBigUInt64LE(16)),
    pageSize: bytes.readUInt32LE(24),
    isFlushed: (bytes.readUInt16LE(28) & notFlushed) === 0,
    trees: [treeAt(bytes, 24), treeAt(bytes, 72)],
    lastPage: Number(bytes.readBigUInt64LE(120)),
    transaction: bytes.readBigUInt64LE(128),
    boot: bytes.readBigInt64LE(136),
  }
}

/** The record of a tree, 48 bytes, at a place in a page. */
export const treeAt = (bytes: Buffer, at: number): Tree => {
  const root = bytes.readBigUInt64LE(at + 40)
  const count = (offset: number): number => Number(bytes.readBigUInt64LE(at + offset))
  return {
    flags: bytes.readUInt16LE(at + 4),
    depth: bytes.readUInt16LE(at + 6),
    branches: count(8),
    leaves: count(16),
    overflows: count(24),
    entries: count(32),
    root: root === noPage ? undefined : Number(root),
  }
}

const newer = (one: Meta, other: Meta): Meta => (one.transaction >= other.transaction ? one : other)
const older = (one: Meta, other: Meta): Meta => (one.transaction > other.transaction ? other : one)

// As LMDB does: what was not flushed before the machine went down is not taken.
const pick = (one: Meta, other: Meta): Meta => {
  if (other.transaction === 0n) return one
  const latest = newer(one, other)
  return latest.isFlushed || (latest.boot !== 0n && latest.boot === thisBoot()) ? latest : older(one, other)
}

let boot: bigint | undefined
const thisBoot = (): bigint => (boot ??= readBoot())

// The digits before the first hyphen.
const readBoot = (): bigint => {
  try {
    return BigInt(`0x${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').split('-', 1)[0] ?? ''}`)
  } catch {
    return 0n
  }
}
