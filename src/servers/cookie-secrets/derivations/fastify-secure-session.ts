import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { at, momentOf, saidBy } from '../../../shared/cookie/readers/cookie-parts.ts'
import { isJsonObject } from '../../../shared/base/parse-json.ts'
import { bytesIn } from '../digests.ts'
import { keysIn } from '../secret.ts'
import { firstOf, type Opened, type SlowDerivation, type Trial } from '../trial.ts'

// What its documentation shows.
const documentedSalt = 'mq9hDxBVDbspDR6n'

/** @fastify/secure-session: libsodium's secretbox, with a key from a file, or made of a secret and a salt. */
export const fastifySecureSession: SlowDerivation = async (trial) => {
  const [, ciphertext = '', nonce = ''] = /^([A-Za-z\d+/]{24,}={0,2});([A-Za-z\d+/]{32})$/.exec(trial.decoded) ?? []
  const [box, iv] = [bytesIn(ciphertext, 'base64'), bytesIn(nonce, 'base64')]
  if (box === undefined || iv?.length !== 24) return undefined
  const withKey = firstOf(keysIn(trial.secret, 32), (key) =>
    openBox(key, iv, box, '@fastify/secure-session: XSalsa20-Poly1305 with this key'),
  )
  if (withKey !== undefined) return withKey
  for (const salt of saltsOf(trial)) {
    const opened = openBox(await argon(trial.secret.bytes, salt), iv, box, argonText)
    if (opened !== undefined) return opened
  }
  return undefined
}

const argonText = '@fastify/secure-session: key = argon2id(secret, salt; 3 passes, 256 MiB), XSalsa20-Poly1305'

const saltsOf = ({ salts, isGuess, secret }: Trial): Buffer[] => {
  const isLong = secret.bytes.length >= 32
  const all = isGuess === true || !isLong ? [] : [...salts, documentedSalt].map((salt) => Buffer.from(salt))
  return all.filter(({ length }) => length === 16)
}

/** libsodium's `crypto_pwhash` at its moderate limits: a quarter of a gigabyte, and seconds. */
const argon = async (secret: Buffer, salt: Buffer): Promise<Uint8Array> => {
  const { argon2id } = await import('hash-wasm')
  return argon2id({
    ...{ password: secret, salt, parallelism: 1, iterations: 3, memorySize: 262_144, hashLength: 32 },
    outputType: 'binary',
  })
}

const openBox = (key: Uint8Array, nonce: Uint8Array, box: Uint8Array, derivation: string): Opened | undefined => {
  const plain = tryToOpen(key, nonce, box)
  if (plain === undefined) return undefined
  const { says, data } = saidBy(plain)
  if (!isJsonObject(data)) return { derivation, ...(says === undefined ? {} : { data: says }) }
  // When it was last written, in seconds.
  const { __ts: time, ...session } = data
  return { derivation, data: session, ...at('signedAt', typeof time === 'number' ? momentOf(time * 1000) : undefined) }
}

const tryToOpen = (key: Uint8Array, nonce: Uint8Array, box: Uint8Array): Uint8Array | undefined => {
  try {
    return xsalsa20poly1305(key, nonce).decrypt(box)
  } catch {
    return undefined
  }
}
