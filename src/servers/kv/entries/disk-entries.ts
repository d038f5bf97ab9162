import { open, type Database, type RootDatabase } from 'lmdb'
import type { Clock } from '../../../shared/base/clock.ts'
import { failed, failure, messageOf, success, type Result } from '../../../shared/base/result.ts'
import { createDiskWriter, type DiskWriter } from './disk-writer.ts'
import { hasExpired, type Entries, type KeyPage, type KeyRange, type NewValue, type StoredValue } from './entries.ts'
import { isMet } from './precondition.ts'
import { prepareFolder } from './prepare-folder.ts'
import { quietLmdb } from './quiet-lmdb.ts'
import { storeFilesIn } from './store-files.ts'
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
    quietLmdb()
    const root = open({ ...options, path: folder })
    return success(diskEntries(root, createDiskWriter(root, storeFilesIn(folder)), clock))
  } catch (thrown) {
    return failure(
      'unavailable',
      `the disk store in ${folder} cannot be opened (${messageOf(thrown)}): choose another folder with KV_DBM`,
    )
  }
}

/** What is in the environment: records by key, and `expiry time, key` of those that expire. */
interface Tables {
  readonly root: RootDatabase
  readonly records: Database<string, Buffer>
  readonly expiries: Database<string, Buffer>
}

const diskEntries = (root: RootDatabase, writer: DiskWriter, clock: Clock): Entries => {
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
    get: (key) => current(root, () => live(Buffer.from(key))),
    set: (changes, precondition) =>
      writer.write(() => {
        const met =
          !precondition || [...changes.keys()].every((key) => isMet(precondition, live(Buffer.from(key))?.version))
        return met ? success(Array.from(changes, ([key, change]) => write(key, change))) : failed('precondition-failed')
      }, bytesOf(changes)),
    delete: (key, precondition) =>
      writer.write(() => {
        const place = Buffer.from(key)
        const value = live(place)
        if (precondition && !isMet(precondition, value?.version)) return failed('precondition-failed')
        // An expired value is left to removeExpired, which reports it.
        if (value) remove(tables, place)
        return success(value)
      }),
    keys: (range) => current(root, () => page(tables, range, clock.now())),
    removeExpired: async (limit) => {
      // A process that was killed while it read would hold on to all that was there then: no page that is free since could be used.
      root.readerCheck()
      writer.requireWritable()
      const now = clock.now()
      return expiredPlaces(tables, now, 1).length === 0 ? [] : writer.write(() => removeExpired(tables, now, limit))
    },
    close: () => writer.close(),
  }
}

/**
 * Reads what is so now, all of it from one snapshot. LMDB keeps a snapshot for reads to come until its timer is due, and does not
 * see there what another process has written since. It reads from mapped memory, at once; what it throws still has to be a rejection.
 */
const current = <T>(root: RootDatabase, read: () => T): Promise<T> =>
  new Promise((resolve) => {
    root.resetReadTxn()
    resolve(read())
  })

const bytesOf = (changes: ReadonlyMap<string, NewValue>): number => {
  let bytes = 0
  for (const { value } of changes.values()) bytes += value.length
  return bytes
}

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
