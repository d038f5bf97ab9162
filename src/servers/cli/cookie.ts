import { failure, success, type Result } from '../../shared/base/result.ts'
import { labelOfFormat } from '../../shared/cookie/readers/cookie-readers.ts'
import { joinCookies, type JoinedCookie } from '../../shared/cookie/readers/join-cookies.ts'
import { knownSecrets } from '../cookie-secrets/known-secrets.ts'
import { openCookie, type CookieKeys, type OpenedReading } from '../cookie-secrets/open-cookie.ts'
import { secretsIn, secretsInFile, type Secret } from '../cookie-secrets/secret.ts'
import { readBoundedFile } from '../report/read-bounded-file.ts'
import { cookiesIn } from './cookie-arguments.ts'
import { cookieLines, type Described } from './cookie-lines.ts'
import type { CommandOutput } from './output.ts'

/** Options of `sessionscope cookie`. */
export interface CookieOptions {
  readonly secret?: readonly string[]
  readonly secretFile?: readonly string[]
  readonly salt?: readonly string[]
  readonly passwordHash?: string
  readonly knownSecrets?: boolean
  readonly json?: boolean
}

interface Surroundings {
  readonly output: Pick<CommandOutput, 'print'>
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly readInput?: (() => Promise<Result<Buffer>>) | undefined
}

/** Where a secret may stand, so that no shell remembers it. */
const secretVariable = 'SESSIONSCOPE_COOKIE_SECRET'

const keyFileAtMost = 65_536

/** `sessionscope cookie`: prints what each cookie is. */
export const describeCookies = async (
  texts: readonly string[],
  options: CookieOptions,
  surroundings: Surroundings,
): Promise<Result<undefined>> => {
  const cookies = cookiesIn(texts)
  if (!cookies.ok) return cookies
  const secrets = await secretsFrom(options, surroundings)
  if (!secrets.ok) return secrets
  const { salt: salts, passwordHash } = options
  const keys: CookieKeys = { secrets: secrets.value, salts, passwordHash }
  const described: Described[] = []
  for (const cookie of joinCookies(cookies.value)) {
    described.push({ cookie, reading: await openWith(cookie, keys, options.knownSecrets === true) })
  }
  print(described, options.json === true, surroundings.output)
  return success(undefined)
}

const openWith = async (cookie: JoinedCookie, keys: CookieKeys, tryKnown: boolean): Promise<OpenedReading> => {
  const opened = await openCookie(cookie, keys)
  if (!tryKnown || opened.certainty === 'proven') return opened
  const guessed = await openCookie(cookie, { ...keys, secrets: knownSecrets.flatMap(secretsIn), isGuess: true })
  return guessed.certainty === 'proven' || keys.secrets.length === 0 ? guessed : opened
}

const print = (described: readonly Described[], isJson: boolean, output: Pick<CommandOutput, 'print'>): void => {
  if (!isJson) {
    output.print(described.map((one) => cookieLines(one).join('\n')).join('\n\n'))
    return
  }
  const objects = described.map(asJson)
  output.print(JSON.stringify(objects.length === 1 ? objects[0] : objects, undefined, 2))
}

// What is not known is `null`, so that every answer has the same members.
const asJson = ({ cookie: { name, names }, reading }: Described) => ({
  name,
  ...(names.length > 1 ? { cookies: names } : {}),
  format: reading.format,
  label: labelOfFormat(reading.format) ?? null,
  certainty: reading.certainty,
  kind: reading.kind,
  purpose: reading.purpose ?? null,
  data: reading.data ?? null,
  ...(reading.notDecoded === undefined ? {} : { notDecoded: reading.notDecoded }),
  parts: reading.parts,
  signedAt: reading.signedAt ?? null,
  expiresAt: reading.expiresAt ?? null,
  verified: reading.verified ?? null,
  derivation: reading.derivation ?? null,
  ...(reading.refusal === undefined ? {} : { refusal: reading.refusal }),
  ...(reading.secret === undefined ? {} : { knownSecret: reading.secret.text }),
  ...(reading.alsoLike === undefined ? {} : { alsoLike: reading.alsoLike }),
})

const secretsFrom = async (
  { secret = [], secretFile = [] }: CookieOptions,
  { variables, readInput }: Surroundings,
): Promise<Result<Secret[]>> => {
  const given = variables[secretVariable]
  const secrets = given === undefined || given === '' ? [] : secretsIn(given)
  for (const text of secret) {
    const read = text === '-' ? await fromInput(readInput) : success(secretsIn(text))
    if (!read.ok) return read
    secrets.push(...read.value)
  }
  for (const path of secretFile) {
    const file = await readBoundedFile(path, keyFileAtMost, 'a key')
    if (!file.ok) return failure(file.failure.code, `${path}: ${file.failure.message}`)
    secrets.push(...secretsInFile(file.value))
  }
  return secrets.some(({ bytes }) => bytes.length === 0)
    ? failure('bad-input', 'the secret is empty')
    : success(secrets)
}

const fromInput = async (readInput: Surroundings['readInput']): Promise<Result<Secret[]>> => {
  const input = await readInput?.()
  if (input === undefined) return failure('bad-input', 'there is no input to read the secret from')
  return input.ok ? success(secretsIn(input.value.toString().replace(/\r?\n$/, ''))) : input
}
