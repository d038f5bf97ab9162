import type { Setting, SettingForm } from '../../shared/stream/setting.ts'
import { textOfKey } from './key-text.ts'
import { isBytes, isSequence, isTimedelta, doubleOf, truthOf, type PythonValue } from './python/values.ts'

/** What a value of the file means to Flask; undefined where it is none for this setting. */
export const coerceSetting = ({ schema, form }: Setting, value: PythonValue): unknown => {
  const parsed = schema.safeParse(form === undefined ? asItIs(value) : coercions[form](value))
  return parsed.success ? parsed.data : undefined
}

type Coercion = (value: PythonValue) => unknown

/** A value that no setting takes. */
const nothing = Symbol('nothing')

const asItIs: Coercion = (value) => (typeof value === 'object' && value !== null ? nothing : value)

const textOrNone: Coercion = (value) => (value === null || typeof value === 'string' ? value : nothing)

/** Flask falls back to its default from anything that is not true. */
const textOrDefault: Coercion = (value) => (truthOf(value) === false ? null : textOrNone(value))

/** A key that is made up anew at each start is no key in the file. */
const key: Coercion = (value) => {
  if (typeof value === 'object' && value?.type === 'random') return value.of === 'uuid' ? nothing : null
  return value === null ? null : keyOf(value)
}

const keyOf: Coercion = (value) => {
  if (isBytes(value)) return textOfKey(value.bytes)
  // Half a character cannot be signed with: Flask fails at the first request.
  return typeof value === 'string' && value.isWellFormed() ? value : nothing
}

const fallbacks: Coercion = (value) => {
  if (truthOf(value) === false) return []
  return isSequence(value) ? value.items.map(keyOf) : nothing
}

/** As Werkzeug's `dump_cookie` takes it: in any case. */
const sameSite: Coercion = (value) =>
  typeof value === 'string' ? value.toLowerCase().replace(/^./, (first) => first.toUpperCase()) : textOrNone(value)

/** A `timedelta` or a number of seconds, of which Flask counts whole ones. */
const lifetime: Coercion = (value) => {
  if (isTimedelta(value)) return value.microseconds < 0n ? nothing : Number(value.microseconds / 1_000_000n)
  const seconds = doubleOf(value)
  return seconds === undefined || !(seconds >= 0 && seconds <= longestLifetime) ? nothing : Math.floor(seconds)
}

/** Seconds in the longest `timedelta`. */
const longestLifetime = 999_999_999 * 86_400 + 86_399

const coercions: Readonly<Record<SettingForm, Coercion>> = {
  'text-or-default': textOrDefault,
  'secret-key': key,
  'secret-keys': fallbacks,
  'same-site': sameSite,
  lifetime,
}
