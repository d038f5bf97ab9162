import { success, type Result } from '../../shared/base/result.ts'
import { refuseCookie, type CookieRefusal } from './cookie-refusal.ts'
import {
  isSessionData,
  isSessionList,
  taggedForm,
  type OrderedJson,
  type SessionData,
  type SessionValue,
} from './session-data.ts'
import { readJson, TooDeep } from './read-json.ts'
import { writeJson } from './write-json.ts'

/**
 * Flask's TaggedJSONSerializer (flask/json/tag.py): compact JSON in which a type beyond JSON is an object of one key,
 * its tag; an object that only looks like one is escaped by ` di`. Members are in the order of their keys' code points, as inside an
 * app: Flask's JSON provider sorts (flask/json/provider.py, `sort_keys`), the nested ones too.
 */
export const dumpsTaggedJson = (value: SessionValue): string => writeJson(tagged(value))

/** The value that tagged JSON stands for, or why it is not read. */
export const readTaggedJson = (text: string): Result<SessionValue, CookieRefusal> => {
  try {
    return success(readJson(text, untagged))
  } catch (thrown) {
    return thrown instanceof TooDeep
      ? refuseCookie('too-deep', thrown.message)
      : refuseCookie('malformed', 'the payload is not tagged JSON')
  }
}

const tagged = (value: SessionValue): OrderedJson => {
  if (value === null || typeof value !== 'object') return value
  if (isSessionList(value)) return value.map(tagged)
  if (isSessionData(value)) return taggedData(value)
  if (value.type === 'numeral') return value
  const { tag, content } = taggedForm(value)
  return new Map([[tag, tagged(content)]])
}

const taggedData = (data: SessionData): OrderedJson => {
  const members = new Map(
    Array.from(data, ([key, value]) => [key, tagged(value)] as const).sort(([one], [other]) => byCodePoint(one, other)),
  )
  const [only] = members
  if (only === undefined || members.size > 1 || !isTag(only[0])) return members
  return new Map([[' di', new Map([[`${only[0]}__`, only[1]]])]])
}

// Without surrogates the order of UTF-16 is that of code points.
const byCodePoint = (one: string, other: string): number => {
  if (!/[\ud800-\udfff]/.test(one + other)) return one < other ? -1 : Number(one > other)
  const [left, right] = [Array.from(one), Array.from(other)]
  const at = left.findIndex((character, index) => character !== right[index])
  return at < 0 ? left.length - right.length : (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
}

const untagged = (members: SessionData): SessionValue => {
  const [only] = members
  if (only === undefined || members.size > 1) return members
  const [key, content] = only
  return isTag(key) ? untag[key](content) : members
}

type Untag = (content: SessionValue) => SessionValue

const refuse = (tag: string): never => {
  throw new SyntaxError(`this is no content for the tag ${tag}`)
}

const untag = {
  ' di': (content) => {
    const [only] = isSessionData(content) ? content : refuse(' di')
    return only === undefined ? refuse(' di') : new Map([[only[0].slice(0, -2), only[1]]])
  },
  ' t': (content) => (isSessionList(content) ? { type: 'tuple', items: content } : refuse(' t')),
  ' b': (content) =>
    isBase64(content) ? { type: 'bytes', bytes: new Uint8Array(Buffer.from(content, 'base64')) } : refuse(' b'),
  ' m': (content) => (typeof content === 'string' ? { type: 'markup', html: content } : refuse(' m')),
  ' u': (content) => (isUuidHex(content) ? { type: 'uuid', hex: content } : refuse(' u')),
  ' d': (content) => (typeof content === 'string' ? datetimeOf(content) : refuse(' d')),
} satisfies Record<string, Untag>

const isTag = (key: string): key is keyof typeof untag => Object.hasOwn(untag, key)

const isBase64 = (content: SessionValue): content is string =>
  typeof content === 'string' && content.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(content)

const isUuidHex = (content: SessionValue): content is string =>
  typeof content === 'string' && /^[0-9a-f]{32}$/.test(content)

// Werkzeug's parse_date gives None for what is no date.
const datetimeOf = (text: string): SessionValue => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : { type: 'datetime', at }
}
