import type BTree from 'sorted-btree'
import { EmptyBTree } from 'sorted-btree'
import type { Clock } from '../../../shared/base/clock.ts'
import { failed, success } from '../../../shared/base/result.ts'
import { hasExpired, type Entries, type KeyPage, type KeyRange, type NewValue, type StoredValue } from './entries.ts'
import { isMet } from './precondition.ts'
import { createVersions } from './stored-record.ts'

// The class itself is a default export of CommonJS, which Node and bundlers see differently.
const sortedMap = <V>(): BTree<string, V> => EmptyBTree.clone() as BTree<string, V>

/** {@link Entries} in the memory of this process; gone when it ends. */
export const createMemoryEntries = ({ clock }: { readonly clock: Clock }): Entries => {
  const stored = sortedMap<StoredValue>()
  const expiries = sortedMap<string>()
  const newVersion = createVersions()

  const live = (place: string): StoredValue | undefined => {
    const value = stored.get(place)
    return value && !hasExpired(value, clock.now()) ? value : undefined
  }

  const forgetExpiry = (place: string, value: StoredValue | undefined): void => {
    if (value?.expires !== undefined) expiries.delete(expiryPlace(value.expires, place))
  }

  const forget = (place: string): void => {
    forgetExpiry(place, stored.get(place))
    stored.delete(place)
  }

  const write = (key: string, change: NewValue) => {
    const place = placeOf(key)
    const before = stored.get(place)
    const version = newVersion()
    forgetExpiry(place, before)
    stored.set(place, { ...change, version })
    if (change.expires !== undefined) expiries.set(expiryPlace(change.expires, place), place)
    return { key, version, isNew: !before || hasExpired(before, clock.now()) }
  }

  return {
    get: (key) => Promise.resolve(live(placeOf(key))),
    set: (changes, precondition) => {
      const met = !precondition || [...changes.keys()].every((key) => isMet(precondition, live(placeOf(key))?.version))
      return Promise.resolve(
        met ? success(Array.from(changes, ([key, change]) => write(key, change))) : failed('precondition-failed'),
      )
    },
    delete: (key, precondition) => {
      const place = placeOf(key)
      const value = live(place)
      if (precondition && !isMet(precondition, value?.version)) return Promise.resolve(failed('precondition-failed'))
      // An expired value is left to removeExpired, which reports it.
      if (value) forget(place)
      return Promise.resolve(success(value))
    },
    keys: (range) => Promise.resolve(page(stored, range, clock.now())),
    removeExpired: (limit) => {
      const gone: string[] = []
      for (const place of expiries.values(undefined)) {
        if (gone.length === limit || live(place)) break
        gone.push(place)
      }
      gone.forEach(forget)
      return Promise.resolve(gone.map(keyOf))
    },
    close: () => Promise.resolve(),
  }
}

// JavaScript orders strings by UTF-16 units, which is not the order of their UTF-8 bytes. One character a byte makes it so;
// ASCII, which most keys are, has that already.
const isPlain = (text: string): boolean => !/[^\0-\x7f]/.test(text)
const placeOf = (key: string): string => (isPlain(key) ? key : Buffer.from(key, 'utf8').toString('latin1'))
const keyOf = (place: string): string => (isPlain(place) ? place : Buffer.from(place, 'latin1').toString('utf8'))

// Sorts by time first: 16 digits hold every time that a Date can.
const expiryPlace = (expires: number, place: string): string => `${String(expires).padStart(16, '0')} ${place}`

const page = (stored: BTree<string, StoredValue>, { prefix, after, limit }: KeyRange, now: number): KeyPage => {
  const start = placeOf(prefix)
  const last = after === undefined ? undefined : placeOf(after)
  const keys: string[] = []
  let looked = 0
  for (const [place, value] of stored.entries(last ?? start)) {
    if (place === last) continue
    if (!place.startsWith(start)) break
    if (!hasExpired(value, now)) keys.push(keyOf(place))
    if ((looked += 1) === limit) return { keys, next: keyOf(place) }
  }
  return { keys }
}
