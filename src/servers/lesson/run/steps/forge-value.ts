import type { JsonObject } from '../../../../shared/base/json.ts'
import type { Filling } from '../../../../shared/course/step.ts'
import { byteLength } from '../../../../shared/request/byte-length.ts'
import { dataFromJson } from '../../../session/session-data.ts'
import { flaskSerializer } from '../../../session/flask-serializer.ts'
import type { SecretKeys } from '../../../session/signer.ts'

interface Forging {
  readonly keys: SecretKeys
  /** Of the cookie, which counts for its size. */
  readonly name: string
  readonly now: number
  readonly data: JsonObject
  readonly fill?: Filling | undefined
}

/** Bytes that a browser keeps of name and value together (RFC 6265bis §5.6). */
const pairAtMost = 4096

/** A signed session as the counter itself would have written it: what somebody can make who has its key. */
export const forgeValue = ({ keys, name, now, data, fill }: Forging): string | undefined => {
  const serializer = flaskSerializer({ keys, maxAge: 0 })
  const sign = (session: JsonObject): string => serializer.dumps(dataFromJson(session), now)
  const fits = (session: JsonObject): boolean => byteLength(name + sign(session)) <= pairAtMost
  const wanted = fill === undefined ? data : filled(data, fill, fits)
  return wanted === undefined ? undefined : sign(wanted)
}

const filled = (
  data: JsonObject,
  { key, overflow }: Filling,
  fits: (session: JsonObject) => boolean,
): JsonObject | undefined => {
  const lengths = Array.from({ length: pairAtMost }, (_, index) => pairAtMost - index)
  const length = lengths.find((one) => {
    const text = shapeless(one)
    return fits({ ...data, [key]: text }) && !fits({ ...data, ...overflow, [key]: text })
  })
  return length === undefined ? undefined : { ...data, [key]: shapeless(length) }
}

// Text that does not compress well, the same each time (a linear congruential generator, Numerical Recipes).
const shapeless = (length: number): string => {
  let state = 1
  const letter = (): string => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return letters[state >>> 26] ?? 'a'
  }
  return Array.from({ length }, letter).join('')
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
