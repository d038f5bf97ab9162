import { headerBytes } from './data-file-meta.ts'

// Flags of pages. On the disk a page has one of its kind and no other: those of the work on it are gone by then.
const branch = 0x01
const leaf = 0x02
const overflow = 0x04
/** Flags of nodes: the value has pages of its own; the value is the record of a tree. */
export const bigData = 0x01
export const subTree = 0x02
const nodeHeader = 8
export const overflowRecord = 24

/** What a page has to be: the page of that number, with so many levels of a tree from it on, written by that transaction at the latest. */
export interface PageWanted {
  readonly page: number
  readonly levels: number
  readonly transaction: bigint
}

/** An entry of a leaf or of a branch. */
export interface Node {
  readonly flags: number
  /** Bytes of the value. */
  readonly length: number
  /** Of a branch: the page below. */
  readonly child: number
  /** Where key and value begin in the page. */
  readonly key: number
  readonly data: number
}

/** The nodes of a page of a tree; `undefined` when it is not the page that is wanted, or not as LMDB leaves one. */
export const nodesOf = (bytes: Buffer, wanted: PageWanted): Node[] | undefined => {
  const [lower, upper] = [bytes.readUInt16LE(20), bytes.readUInt16LE(22)]
  const isBranch = wanted.levels > 1
  // LMDB ends the process over a branch of a single page.
  const fewest = isBranch ? 2 : 1
  if (!isHead(bytes, wanted, isBranch ? branch : leaf) || lower % 2 !== 0 || lower < 2 * fewest) return undefined
  if (lower > upper || upper + headerBytes > bytes.length) return undefined
  const starts = Array.from({ length: lower / 2 }, (_, i) => bytes.readUInt16LE(headerBytes + 2 * i) + headerBytes)
  if (!starts.every((at) => at % 2 === 0 && at >= upper + headerBytes && at + nodeHeader <= bytes.length))
    return undefined
  const nodes = starts.map((at) => nodeAt(bytes, at))
  const ends = nodes.map((node) => node.data + (isBranch ? 0 : bytesInPage(node)))
  // Nodes are packed from the end of the page on, each of an even length.
  const taken = ends.reduce((sum, end, i) => sum + 2 * Math.ceil((end - (starts[i] ?? end)) / 2), 0)
  return ends.every((end) => end <= bytes.length) && taken === bytes.length - headerBytes - upper ? nodes : undefined
}

const nodeAt = (bytes: Buffer, at: number): Node => {
  const [length, flags] = [bytes.readUInt32LE(at), bytes.readUInt16LE(at + 4)]
  const key = at + nodeHeader
  return { flags, length, child: length + flags * 2 ** 32, key, data: key + bytes.readUInt16LE(at + 6) }
}

const bytesInPage = ({ flags, length }: Node): number => (flags & bigData ? overflowRecord : length)

/** Whether a page is the first of a value's own, and knows how many there are; LMDB believes that when it frees them. */
export const isOverflow = (bytes: Buffer, page: number, pages: number, transaction: bigint): boolean =>
  isHead(bytes, { page, transaction }, overflow) && bytes.readUInt32LE(20) === pages

const isHead = (bytes: Buffer, { page, transaction }: Omit<PageWanted, 'levels'>, kind: number): boolean =>
  bytes.readBigUInt64LE(0) === BigInt(page) &&
  bytes.readBigUInt64LE(8) <= transaction &&
  bytes.readUInt16LE(18) === kind
