import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { openPhoenixToken } from '../../../shared/cookie/readers/plug.ts'
import { decodeErlang } from '../../../shared/cookie/terms/erlang.ts'
import { bytesOfBase64, bytesIn, digestOfSize, hmac, isWritten, pbkdf2 } from '../digests.ts'
import { firstOf, type Derivation, type Trial } from '../trial.ts'

// Of the documentation of Plug and Phoenix, and names that one finds in projects.
const documentedSalts = [
  'user auth',
  'user socket',
  'user salt',
  'signing salt',
  'encryption salt',
  'cookie store signing salt',
  'cookie store encryption salt',
  'signsalt',
  'encsalt',
]

const saltsOf = ({ salts, secret }: Trial): Set<string> =>
  new Set([...salts, ...Object.values(secret.named), ...documentedSalts])

/** Signed by plug_crypto: the key is made of `secret_key_base` and a salt of the application's. */
export const plugSigned: Derivation = (trial) => {
  const [, head = '', payload = '', signature = ''] = /^(SFM[\w-]{4})\.([\w-]+)\.([\w-]+)$/.exec(trial.value) ?? []
  const digest = digestOfSize(bytesOfBase64(signature))
  if (head === '' || digest === undefined) return undefined
  return firstOf(saltsOf(trial), (salt) => {
    const key = pbkdf2(trial.secret.bytes, salt, 1000, 32, 'sha256')
    return isWritten(signature, hmac(digest, key, `${head}.${payload}`), 'base64url')
      ? { derivation: derivationOf(salt, `HMAC-${digest.toUpperCase()}`) }
      : undefined
  })
}

/** Encrypted by plug_crypto 2. */
export const plugEncrypted: Derivation = (trial) => {
  const [, text = ''] = /^XCP\.([\w-]{54,})$/.exec(trial.value) ?? []
  const bytes = text === '' ? undefined : bytesIn(text, 'base64url')
  if (bytes === undefined) return undefined
  // IV, tag, ciphertext.
  const box = Buffer.concat([bytes.subarray(40), bytes.subarray(24, 40)])
  return firstOf(saltsOf(trial), (salt) => {
    const plain = open(pbkdf2(trial.secret.bytes, salt, 1000, 32, 'sha256'), bytes.subarray(0, 24), box)
    if (plain === undefined) return undefined
    const term = decodeErlang(plain)
    const token = openPhoenixToken(term)
    return {
      format: token === undefined ? 'plug-encrypted' : 'phoenix-token-encrypted',
      derivation: derivationOf(salt, 'XChaCha20-Poly1305'),
      ...(token ?? term),
    }
  })
}

const open = (key: Uint8Array, nonce: Uint8Array, box: Uint8Array): Uint8Array | undefined => {
  try {
    return xchacha20poly1305(key, nonce, Buffer.from('A128GCM')).decrypt(box)
  } catch {
    return undefined
  }
}

const derivationOf = (salt: string, what: string): string =>
  `plug_crypto: key = PBKDF2-SHA256(secret_key_base, ${JSON.stringify(salt)}, 1000), ${what}`
