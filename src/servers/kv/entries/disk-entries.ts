import { open, type Database, type RootDatabase } from 'lmdb'
import type { Clock } from '../../../shared/clock.ts'
import { failed, failure, messageOf, success, type Result } from '../../../shared/result.ts'
import { hasExpired, StoreUnavailable, type Entries, type KeyPage, type KeyRange, type NewValue, type StoredValue } from './entries.ts'
import { isMet } from './precondition.ts'
import { prepareFolder } from './prepare-folder.ts'
import { createVersions, fromRecord, toRecord } from './stored-record.ts'

interface DiskOptions {
  /** Made if it does not exist. */
  readonly folder: string
  readonly clock: Clock
}

// `noSubdir` would take a folder with a dot in its name for a file. Without `eventTurnBatching` every promise of a commit is
// ours to handle; with it, one that LMDB keeps to itself ends the process when the disk is full.
const options = { noSubdir: false, maxDbs: 2, eventTurnBatching: false }

/**
 * {@link Entries} in a folder, by LMDB: a write is acknowledged when its transaction is flushed to the disk, and the writes
 * that wait meanwhile share the next one. Several processes may have the same folder open.
 */
export const openDiskEntries = ({ folder, clock }: DiskOptions): Result<Entries> => {
  try {
    prepareFolder(folder)
    return success(diskEntries(open({ ...options, path: folder }), clock))
  } catch (thrown) {
    return failure('unavailable', `the disk store in ${folder} cannot be opened (${messageOf(thrown)}): choose another folder with KV_DBM`)
  }
}

/** What is in the environment: records by key, and `expiry time, key` of those that expire. */
interface Tables {
  readonly root: RootDatabase
  readonly records: Database<string, Buffer>
  readonly expiries: Database<string, Buffer>
}

const diskEntries = (root: RootDatabase, clock: Clock): Entries => {
  const tables: Tables = {
    root,
    records: root.openDB<string, Buffer>('records', { keyEncoding: 'binary', encoding: 'string' }),
    expiries: root.openDB<string, Buffer>('expiries', { keyEncoding: 'binary', encoding: 'string' }),
  }
  const newVersion = createVersions()
  const live = (place: Buffer): StoredValue | undefined => {
    const record = tables.records.get(place)
    const value = record === undefined ? undefined : fromRecord(record)
    return value && !hasExpired(value, clock.now()) ? value : undefined
  }

  const write = (key: string, change: NewValue) => {
    const place = Buffer.from(key)
    const version = newVersion()
    const isNew = live(place) === undefined
    store(tables, place, change, toRecord(change, version))
    return { key, version, isNew }
  }

  return {
    get: (key) => promised(() => live(Buffer.from(key))),
    set: (changes, precondition) =>
      inTransaction(root, () => {
        const met = !precondition || [...changes.keys()].every((key) => isMet(precondition, live(Buffer.from(key))?.version))
        return met ? success(Array.from(changes, ([key, change]) => write(key, change))) : failed('precondition-failed')
      }),
    delete: (key, precondition) =>
      inTransaction(root, () => {
        const place = Buffer.from(key)
        const value = live(place)
        if (precondition && !isMet(precondition, value?.version)) return failed('precondition-failed')
        // An expired value is left to removeExpired, which reports it.
        if (value) remove(tables, place)
        return success(value)
      }),
    keys: (range) => promised(() => page(tables, range, clock.now())),
    removeExpired: async (limit) => {
      const now = clock.now()
      return expiredPlaces(tables, now, 1).length === 0 ? [] : inTransaction(root, () => removeExpired(tables, now, limit))
    },
    close: () => root.close(),
  }
}

// LMDB reads from mapped memory, at once; what it throws still has to be a rejection.
const promised = <T>(read: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(read())
  })

const inTransaction = async <T>(root: RootDatabase, work: () => T): Promise<T> => {
  try {
    return await root.transaction(work)
  } catch (thrown) {
    throw new StoreUnavailable(`The disk store cannot write now: ${messageOf(await causeOf(thrown))}`)
  }
}

// What was wrong with a commit, a full disk say, is told in a promise of its own, which must not go unheard either.
const causeOf = (thrown: unknown): Promise<unknown> =>
  Promise.resolve(thrown instanceof Error && 'commitError' in thrown ? thrown.commitError : thrown).catch((cause: unknown) => cause)

const store = (tables: Tables, place: Buffer, { expires }: NewValue, record: string): void => {
  forgetExpiry(tables, place)
  void tables.records.put(place, record)
  if (expires !== undefined) void tables.expiries.put(expiryPlace(expires, place), '')
}

const remove = (tables: Tables, place: Buffer): void => {
  forgetExpiry(tables, place)
  void tables.records.remove(place)
}

const forgetExpiry = ({ records, expiries }: Tables, place: Buffer): void => {
  const record = records.get(place)
  const expires = record === undefined ? undefined : fromRecord(record).expires
  if (expires !== undefined) void expiries.remove(expiryPlace(expires, place))
}

const timeBytes = 8

const timePlace = (time: number): Buffer => {
  const place = Buffer.alloc(timeBytes)
  place.writeBigUInt64BE(BigInt(Math.floor(time)))
  return place
}

const expiryPlace = (expires: number, place: Buffer): Buffer => Buffer.concat([timePlace(expires), place])

const expiredPlaces = ({ expiries }: Tables, now: number, limit: number): Buffer[] =>
  Array.from(expiries.getKeys({ end: timePlace(now + 1), limit }), (place) => place.subarray(timeBytes))

const removeExpired = (tables: Tables, now: number, limit: number): string[] =>
  expiredPlaces(tables, now, limit).map((place) => {
    remove(tables, place)
    return place.toString()
  })

// No byte of UTF-8 is 0xff, so it comes behind all that start with a prefix; and nothing comes between a key and itself with 0x00.
const behind = Buffer.of(0xff)
const next = Buffer.of(0)

const page = (tables: Tables, { prefix, after, limit }: KeyRange, now: number): KeyPage => {
  const start = after === undefined ? Buffer.from(prefix) : Buffer.concat([Buffer.from(after), next])
  const places = Array.from(tables.records.getKeys({ start, end: Buffer.concat([Buffer.from(prefix), behind]), limit }))
  const expired = expiredPlaces(tables, now, 1).length > 0
  const isLive = (place: Buffer) => !expired || !hasExpired(fromRecord(tables.records.get(place) ?? ''), now)
  const keys = places.filter(isLive).map((place) => place.toString())
  const last = places.at(-1)
  return places.length === limit && last ? { keys, next: last.toString() } : { keys }
}
