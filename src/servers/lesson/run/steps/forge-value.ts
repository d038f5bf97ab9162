import type { JsonObject } from '../../../../shared/base/json.ts'
import { byteLength } from '../../../../shared/request/byte-length.ts'
import { dataFromJson } from '../../../session/session-data.ts'
import { SignedCookieSerializer } from '../../../session/signed-cookie-serializer.ts'
import type { SecretKeys } from '../../../session/signer.ts'
import type { Fits } from '../../../../shared/course/step.ts'

interface Forging {
  readonly keys: SecretKeys
  /** Of the cookie, which counts for its size. */
  readonly name: string
  readonly now: number
  readonly data: (fits: Fits) => JsonObject | undefined
}

/** Bytes that a browser keeps of name and value together (RFC 6265bis §5.6). */
const pairAtMost = 4096

/** A signed session as the counter itself would have written it: what somebody can make who has its key. */
export const forgeValue = ({ keys, name, now, data }: Forging): string | undefined => {
  const serializer = new SignedCookieSerializer({ keys, maxAge: 0 })
  const sign = (session: JsonObject): string => serializer.dumps(dataFromJson(session), now)
  const wanted = data((session) => byteLength(name + sign(session)) <= pairAtMost)
  return wanted === undefined ? undefined : sign(wanted)
}
