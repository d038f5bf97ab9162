import { labelOfFormat } from '../../shared/cookie/readers/cookie-readers.ts'
import type { CookieKind } from '../../shared/cookie/readers/cookie-reading.ts'
import type { JoinedCookie } from '../../shared/cookie/readers/join-cookies.ts'
import type { OpenedReading } from '../cookie-secrets/open-cookie.ts'

/** A cookie and what it is. */
export interface Described {
  readonly cookie: JoinedCookie
  readonly reading: OpenedReading
}

/** What a cookie is, in words: one line a fact. */
export const cookieLines = ({ cookie: { name, names }, reading }: Described): string[] => [
  `${name}: ${titleOf(reading)}`,
  ...(names.length > 1 ? [line('cookies', names.join(', '))] : []),
  line('what', whatOf(reading)),
  ...(reading.proof === undefined ? [] : [line('sign', `${reading.proof}.`)]),
  ...(reading.data === undefined ? [] : [line('data', JSON.stringify(reading.data))]),
  ...(reading.notDecoded === undefined ? [] : [line('but', reading.notDecoded)]),
  ...moment('signed', reading.signedAt),
  ...moment('expires', reading.expiresAt),
  ...reading.parts.map(({ label, text, cookie }) =>
    line('part', `${label}${cookie === undefined ? '' : ` (in ${cookie})`}: ${shortened(text)}`),
  ),
  ...verdictOf(reading),
]

const line = (head: string, text: string): string => `  ${head.padEnd(8)}${text}`

const shortened = (text: string): string => (text.length > 72 ? `${text.slice(0, 71)}…` : text)

const moment = (head: string, at: number | undefined): string[] =>
  at === undefined ? [] : [line(head, new Date(at).toISOString())]

const titleOf = ({ format, certainty, alsoLike = [] }: OpenedReading): string => {
  const label = labelOfFormat(format)
  if (label === undefined) return 'an opaque value'
  const others =
    alsoLike.length === 0 ? '' : `; ${alsoLike.map((one) => labelOfFormat(one) ?? one).join(', ')} looks the same`
  return `${label} [${format}], ${{ proven: 'proven by the secret', likely: 'by its shape', possible: `possibly${others}` }[certainty]}`
}

const kinds: Readonly<Record<CookieKind, string>> = {
  signed: 'Readable by anybody, and signed: it cannot be changed unnoticed without the secret.',
  encrypted: 'Encrypted: it cannot be read or changed without the key.',
  id: 'Only an id: the data is on the server.',
  plain: 'Readable by anybody, and signed by nobody: anybody can write another.',
  opaque: 'No known format. It may be an id, or anything else.',
}

const whatOf = ({ kind, purpose }: OpenedReading): string => {
  if (purpose === 'csrf') return 'A token against forged requests, not a session.'
  return purpose === 'remember' ? `Signs its user in again later. ${kinds[kind]}` : kinds[kind]
}

const verdictOf = ({ verified, derivation, refusal, secret }: OpenedReading): string[] => {
  if (verified === undefined) return []
  if (derivation === undefined) return [line('secret', 'does not fit, in any way that this shape allows.')]
  return [
    line('secret', `fits. ${derivation}.`),
    ...(refusal === undefined ? [] : [line('refused', `${refusal}.`)]),
    ...(secret === undefined
      ? []
      : [
          line(
            'known',
            `Everybody knows this secret (${JSON.stringify(secret.text)}): anybody can write such a cookie.`,
          ),
        ]),
  ]
}
