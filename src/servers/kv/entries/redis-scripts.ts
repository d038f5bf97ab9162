import { defineScript, type CommandParser } from 'redis'
import { z } from 'zod'
import type { KeyPage, KeyRange, NewValue } from './entries.ts'
import type { Precondition, Versions } from './precondition.ts'

/** One Redis cluster slot ({…}) for all, since a script may only touch keys of one slot: records by key, the keys in order, the times of those that expire. */
export const tables = ['{sessionscope}:records', '{sessionscope}:keys', '{sessionscope}:expiries'] as const

/** A change with its record, see `stored-record.ts`. */
export interface RecordChange {
  readonly key: string
  readonly expires: NewValue['expires']
  readonly record: string
}

const pushTables = (parser: CommandParser): void => {
  for (const table of tables) parser.pushKey(table)
}

// A list of versions as text: ` a b `, so that ` a ` is found in it. Nothing is no condition.
const versionsText = (versions: Versions | undefined): string =>
  versions === undefined ? '' : versions === '*' ? '*' : ` ${versions.join(' ')} `

// The same rules as `isMet` and `hasExpired`, where they are atomic.
const rules = `
  local records, keys, expiries = KEYS[1], KEYS[2], KEYS[3]
  local now, ifMatch, ifNoneMatch = tonumber(ARGV[1]), ARGV[2], ARGV[3]
  local function live(key)
    local record = redis.call('HGET', records, key)
    if not record then return nil end
    local version, expires = string.match(record, '^(%S+) (%d*) ')
    if expires ~= '' and tonumber(expires) <= now then return nil end
    return version, record
  end
  local function names(versions, version)
    return versions == '*' or string.find(versions, ' ' .. version .. ' ', 1, true) ~= nil
  end
  local function met(version)
    if not version then return ifMatch == '' end
    return (ifMatch == '' or names(ifMatch, version)) and (ifNoneMatch == '' or not names(ifNoneMatch, version))
  end
`

const set = `${rules}
  local versions = {}
  for i = 4, #ARGV, 3 do
    local version = live(ARGV[i])
    if not met(version) then return nil end
    versions[i] = version
  end
  local isNew = {}
  for i = 4, #ARGV, 3 do
    local key, expires = ARGV[i], ARGV[i + 1]
    redis.call('HSET', records, key, ARGV[i + 2])
    redis.call('ZADD', keys, 0, key)
    if expires == '' then redis.call('ZREM', expiries, key) else redis.call('ZADD', expiries, expires, key) end
    isNew[#isNew + 1] = versions[i] and 0 or 1
  end
  return isNew
`

const remove = `${rules}
  local key = ARGV[4]
  local version, record = live(key)
  if not met(version) then return nil end
  if not version then return {} end
  redis.call('HDEL', records, key)
  redis.call('ZREM', keys, key)
  redis.call('ZREM', expiries, key)
  return { record }
`

const page = `
  local now, limit = tonumber(ARGV[1]), tonumber(ARGV[4])
  local page = redis.call('ZRANGEBYLEX', KEYS[2], ARGV[2], ARGV[3], 'LIMIT', 0, limit)
  local last = #page == limit and page[limit]
  if redis.call('ZCOUNT', KEYS[3], '-inf', now) == 0 then return { page, last } end
  local live = {}
  for _, key in ipairs(page) do
    local expires = redis.call('ZSCORE', KEYS[3], key)
    if not expires or tonumber(expires) > now then live[#live + 1] = key end
  end
  return { live, last }
`

const removeExpired = `
  local gone = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
  for _, key in ipairs(gone) do
    redis.call('HDEL', KEYS[1], key)
    redis.call('ZREM', KEYS[2], key)
    redis.call('ZREM', KEYS[3], key)
  end
  return gone
`

const strings = z.array(z.string())

const pushConditions = (parser: CommandParser, now: number, { ifMatch, ifNoneMatch }: Precondition): void => {
  parser.push(String(now), versionsText(ifMatch), versionsText(ifNoneMatch))
}

// Between brackets of ZRANGEBYLEX: `[` includes, `(` excludes. No byte of UTF-8 is 0xff, so it comes behind all that start with a prefix.
const startOf = ({ prefix, after }: KeyRange): string => (after === undefined ? `[${prefix}` : `(${after}`)
const endOf = ({ prefix }: KeyRange): Buffer => Buffer.concat([Buffer.from(`(${prefix}`), Buffer.of(0xff)])

/** Each call on {@link tables} as one Lua script, which Redis runs as a whole or not at all. */
export const redisScripts = {
  /** For each change whether its key is new; `null` when the precondition does not hold. */
  setRecords: defineScript({
    NUMBER_OF_KEYS: tables.length,
    SCRIPT: set,
    parseCommand: (
      parser: CommandParser,
      now: number,
      precondition: Precondition,
      changes: readonly RecordChange[],
    ) => {
      pushTables(parser)
      pushConditions(parser, now, precondition)
      for (const { key, expires, record } of changes)
        parser.push(key, expires === undefined ? '' : String(expires), record)
    },
    transformReply: (reply: unknown) => z.array(z.number()).nullable().parse(reply),
  }),
  /** What the record was, if there was one; `null` when the precondition does not hold. */
  deleteRecord: defineScript({
    NUMBER_OF_KEYS: tables.length,
    SCRIPT: remove,
    parseCommand: (parser: CommandParser, now: number, precondition: Precondition, key: string) => {
      pushTables(parser)
      pushConditions(parser, now, precondition)
      parser.push(key)
    },
    transformReply: (reply: unknown) => strings.nullable().parse(reply),
  }),
  pageOfKeys: defineScript({
    NUMBER_OF_KEYS: tables.length,
    SCRIPT: page,
    parseCommand: (parser: CommandParser, now: number, range: KeyRange) => {
      pushTables(parser)
      parser.push(String(now), startOf(range), endOf(range), String(range.limit))
    },
    transformReply: (reply: unknown): KeyPage => {
      const [keys, next] = z.tuple([strings, z.string().nullable()]).parse(reply)
      return next === null ? { keys } : { keys, next }
    },
  }),
  removeExpired: defineScript({
    NUMBER_OF_KEYS: tables.length,
    SCRIPT: removeExpired,
    parseCommand: (parser: CommandParser, now: number, limit: number) => {
      pushTables(parser)
      parser.push(String(now), String(limit))
    },
    transformReply: (reply: unknown) => strings.parse(reply),
  }),
}
