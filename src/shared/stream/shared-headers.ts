import type { HeaderList } from './header-list.ts'

/** Gives what stood in the list before, of the same kind and at the same place, as the very same objects. */
export type ShareHeaders = (kind: string, list: HeaderList) => HeaderList

const kindsAtMost = 500

/**
 * Lets headers be kept once. Nearly all that a client sends with a request it sends with the next one; a log of 100,000
 * exchanges would else hold, and the garbage collector visit, millions of equal strings.
 */
export const createSharedHeaders = (): ShareHeaders => {
  const newest = new Map<string, HeaderList>()
  return (kind, list) => {
    const before = newest.get(kind)
    const shared = before === undefined ? list : shareWith(before, list)
    if (shared === before) return shared
    if (before === undefined && newest.size === kindsAtMost) newest.clear()
    newest.set(kind, shared)
    return shared
  }
}

const shareWith = (before: HeaderList, list: HeaderList): HeaderList => {
  let isSame = before.length === list.length
  const shared = list.map((pair, place) => {
    const old = before[place]
    if (old !== undefined && old[0] === pair[0] && old[1] === pair[1]) return old
    isSame = false
    return pair
  })
  return isSame ? before : shared
}
