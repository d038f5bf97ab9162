import { decodeBase64Url } from '../../base/base64url.ts'
import type { Json } from '../../base/json.ts'
import { isJsonObject } from '../../base/parse-json.ts'
import { decodeErlang } from '../terms/erlang.ts'
import type { Decoded } from '../terms/term-bytes.ts'
import { at, momentOf, partsOf } from './cookie-parts.ts'
import type { CookieContext, CookieReader, CookieReading } from './cookie-reading.ts'

/**
 * Plug's and Phoenix' sessions and tokens (plug_crypto): an Erlang term, signed (`SFMyNTY` is "HS256" in base64) or encrypted (`XCP`, and
 * `QTEyOEdDTQ` before 2.0). A token's term says when it was signed.
 */
export const plugReader: CookieReader = {
  format: 'plug-signed',
  label: 'Plug or Phoenix session',
  variants: {
    'phoenix-token': 'Phoenix token',
    'plug-encrypted': 'Plug or Phoenix session, encrypted',
    'phoenix-token-encrypted': 'Phoenix token, encrypted',
  },
  read: (value, context = { name: '' }) => readSigned(value) ?? readEncrypted(value, context),
}

const readSigned = (value: string): CookieReading | undefined => {
  const [, digest = '', payload, signature = ''] =
    /^(SFMyNTY|SFMzODQ|SFM1MTI)\.([\w-]+)\.([\w-]{43}|[\w-]{64}|[\w-]{86})$/.exec(value) ?? []
  const bytes = payload === undefined ? undefined : decodeBase64Url(payload)
  if (payload === undefined || bytes === undefined || bytes[0] !== 131) return undefined
  const term = decodeErlang(bytes)
  const token = openPhoenixToken(term)
  return {
    format: token === undefined ? 'plug-signed' : 'phoenix-token',
    certainty: 'likely',
    kind: 'signed',
    ...(token === undefined ? { purpose: 'session' } : {}),
    parts: partsOf(
      value,
      ['value', 'digest', digest],
      ['data', 'Erlang term', payload, saysOf(term)],
      ['signature', 'signature', signature],
    ),
    ...(token ?? term),
  }
}

const saysOf = ({ data }: Decoded): { readonly says?: string } =>
  data === undefined ? {} : { says: JSON.stringify(data) }

// A map before 1.5.
const tokenFields = (term: Json | undefined): readonly (Json | undefined)[] => {
  if (Array.isArray(term)) return term.length === 3 ? term : []
  return isJsonObject(term) && Object.keys(term).sort().join() === 'data,signed' ? [term['data'], term['signed']] : []
}

/** What Phoenix.Token puts around its data: `{data, signed_at, max_age}`, in milliseconds and seconds. */
export const openPhoenixToken = ({
  data: term,
  ...rest
}: Decoded): (Decoded & Partial<Record<'signedAt' | 'expiresAt', number>>) | undefined => {
  const [data, signedAt, maxAge] = tokenFields(term)
  if (data === undefined) return undefined
  const moment = momentOf(signedAt)
  if (moment === undefined) return undefined
  const end = typeof maxAge === 'number' ? momentOf(moment + maxAge * 1000) : undefined
  return { data, ...rest, ...at('signedAt', moment), ...at('expiresAt', end) }
}

const readEncrypted = (value: string, { name }: CookieContext): CookieReading | undefined => {
  const [, protocol = '', ciphertext] = /^(XCP|QTEyOEdDTQ)\.([\w-]{54,}|[\w.-]{60,})$/.exec(value) ?? []
  if (ciphertext === undefined || (protocol === 'QTEyOEdDTQ') !== ciphertext.includes('.')) return undefined
  return {
    format: /token/i.test(name) ? 'phoenix-token-encrypted' : 'plug-encrypted',
    certainty: 'likely',
    kind: 'encrypted',
    parts: partsOf(value, ['value', 'protocol', protocol], ['data', 'ciphertext', ciphertext]),
  }
}
