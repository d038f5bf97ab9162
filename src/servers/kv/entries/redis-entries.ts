import { createClient } from 'redis'
import type { Clock } from '../../../shared/base/clock.ts'
import { publicUrl, withoutUserInfo } from '../../../shared/base/public-url.ts'
import { failed, failure, messageOf, success, type Result } from '../../../shared/base/result.ts'
import { hasExpired, StoreUnavailable, type Entries, type NewValue, type WrittenKey } from './entries.ts'
import { redisScripts, tables } from './redis-scripts.ts'
import { createVersions, fromRecord, toRecord } from './stored-record.ts'

interface RedisOptions {
  /** `redis://[[user][:password]@]host[:port][/database]`; `rediss:` with TLS. */
  readonly url: string
  readonly clock: Clock
}

// Milliseconds. A connection that is silent although it is asked every second is a dead one.
const connectTimeout = 2_000
const pingInterval = 1_000
const socketTimeout = 3_000
const longestPause = 500

/**
 * {@link Entries} in a Redis database, which any number of processes on any number of machines may share. What is
 * acknowledged is as durable as that server is configured to be (`appendonly`, `appendfsync`). While the server is out of
 * reach calls fail at once; the connection mends itself.
 */
export const openRedisEntries = async ({ url, clock }: RedisOptions): Promise<Result<Entries>> => {
  const connection = { wasOpen: false }
  try {
    const client = connect(url, connection)
    await client.connect()
    connection.wasOpen = true
    return success(redisEntries(client, clock))
  } catch (thrown) {
    return failure(
      'unavailable',
      `the Redis store at ${publicUrl(url)} cannot be opened (${withoutUserInfo(messageOf(thrown))}): start it or change KV_STORE`,
    )
  }
}

const connect = (url: string, connection: { readonly wasOpen: boolean }) => {
  const reconnectStrategy = (retries: number, cause: Error) =>
    connection.wasOpen ? Math.min(retries * 50, longestPause) : cause
  const client = createClient({
    url,
    scripts: redisScripts,
    disableOfflineQueue: true,
    pingInterval,
    socket: { connectTimeout, socketTimeout, reconnectStrategy },
  })
  // What goes wrong is told by the calls that fail; without a listener it would end the process.
  client.on('error', () => undefined)
  return client
}

type Client = ReturnType<typeof connect>

const reach = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (thrown) {
    throw new StoreUnavailable(`The Redis store does not answer: ${messageOf(thrown)}`)
  }
}

const redisEntries = (client: Client, clock: Clock): Entries => {
  const newVersion = createVersions()

  const get = async (key: string) => {
    const record = await reach(client.hGet(tables[0], key))
    const value = typeof record === 'string' ? fromRecord(record) : undefined
    return value && !hasExpired(value, clock.now()) ? value : undefined
  }

  const set: Entries['set'] = async (changes, precondition = {}) => {
    const records = Array.from(changes, ([key, change]) => recordChange(key, change, newVersion()))
    const areNew = await reach(client.setRecords(clock.now(), precondition, records))
    return areNew
      ? success(records.map(({ key, version }, i): WrittenKey => ({ key, version, isNew: areNew[i] === 1 })))
      : failed('precondition-failed')
  }

  const remove: Entries['delete'] = async (key, precondition = {}) => {
    const removed = await reach(client.deleteRecord(clock.now(), precondition, key))
    if (!removed) return failed('precondition-failed')
    const [record] = removed
    return success(record === undefined ? undefined : fromRecord(record))
  }

  return {
    get,
    set,
    delete: remove,
    keys: (range) => reach(client.pageOfKeys(clock.now(), range)),
    removeExpired: (limit) => reach(client.removeExpired(clock.now(), limit)),
    close: () => closeClient(client),
  }
}

// A connection that is lost has nothing to say good-bye to, and waiting for it would have no end.
const closeClient = async (client: Client): Promise<void> => {
  if (client.isReady) await client.close()
  else client.destroy()
}

const recordChange = (key: string, change: NewValue, version: string) => ({
  key,
  version,
  expires: change.expires,
  record: toRecord(change, version),
})
