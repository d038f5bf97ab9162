import { hkdfSync } from 'node:crypto'
import { isJsonObject } from '../../../shared/base/parse-json.ts'
import { saidBy, saidIn } from '../../../shared/cookie/readers/cookie-parts.ts'
import { timesOf } from '../../../shared/cookie/readers/jwt.ts'
import { bytesIn, decryptAes, hmac } from '../digests.ts'
import { decodings } from '../secret.ts'
import { firstOf, type Derivation, type Trial } from '../trial.ts'

interface Key {
  readonly bytes: Buffer
  readonly derivation: string
  readonly format?: 'next-auth-v4' | 'authjs-v5'
}

/** An encrypted token: NextAuth.js 4 and Auth.js 5 make the key of a secret, others have the key itself. */
export const jwe: Derivation = (trial) => {
  const [head = '', wrapped, iv = '', ciphertext = '', tag = '', ...more] = trial.decoded.split('.')
  if (wrapped !== '' || more.length > 0) return undefined
  const { data: header } = saidIn(head, 'url')
  const encryption = isJsonObject(header) && header['alg'] === 'dir' ? header['enc'] : undefined
  const parts = [iv, ciphertext, tag].map((part) => bytesIn(part, 'base64url'))
  const [nonce, text, seal] = parts
  if (typeof encryption !== 'string' || !nonce || !text || !seal) return undefined
  return firstOf(keysFor(trial, encryption), ({ bytes, derivation, format }) => {
    const plain = decrypt(encryption, { key: bytes, iv: nonce, ciphertext: text, tag: seal, aad: Buffer.from(head) })
    if (plain === undefined) return undefined
    const { says, data = says } = saidBy(plain)
    const chunks = trial.reading.format.endsWith('-chunked') ? '-chunked' : ''
    return {
      ...(format === undefined ? {} : { format: `${format}${chunks}` }),
      derivation: `${derivation}, ${encryption}`,
      ...(data === undefined ? {} : { data, ...timesOf(data) }),
    }
  })
}

const lengths: Readonly<Record<string, number>> = {
  A128GCM: 16,
  A192GCM: 24,
  A256GCM: 32,
  'A128CBC-HS256': 32,
  'A256CBC-HS512': 64,
}

const keysFor = ({ secret, name }: Trial, encryption: string): Key[] => {
  const length = lengths[encryption]
  if (length === undefined) return []
  const derive = (salt: string, info: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret.bytes, salt, info, length))
  const v4 = 'NextAuth.js Generated Encryption Key'
  const v5 = `Auth.js Generated Encryption Key (${name})`
  return [
    {
      bytes: derive('', v4),
      derivation: `NextAuth.js 4: key = HKDF-SHA256(secret, no salt, "${v4}")`,
      format: 'next-auth-v4',
    },
    {
      bytes: derive(name, v5),
      derivation: `Auth.js 5: key = HKDF-SHA256(secret, the cookie's name, "${v5}")`,
      format: 'authjs-v5',
    },
    ...[secret.bytes, ...decodings(secret.text)]
      .filter((bytes) => bytes.length === length)
      .map((bytes) => ({ bytes, derivation: 'JWE: this key' })),
  ]
}

interface Input {
  readonly key: Buffer
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly tag: Buffer
  readonly aad: Buffer
}

const decrypt = (encryption: string, input: Input): Buffer | undefined => {
  const { key, tag } = input
  if (encryption.endsWith('GCM')) {
    return input.iv.length === 12 && tag.length === 16 ? decryptAes(`aes-${key.length * 8}-gcm`, input) : undefined
  }
  return decryptCbc(input)
}

// RFC 7518 §5.2.2: the first half of the key signs, the other encrypts.
const decryptCbc = ({ key, iv, ciphertext, tag, aad }: Input): Buffer | undefined => {
  const half = key.length / 2
  const bits = Buffer.alloc(8)
  bits.writeBigUInt64BE(BigInt(aad.length * 8))
  const mac = hmac(half === 32 ? 'sha512' : 'sha256', key.subarray(0, half), aad, iv, ciphertext, bits)
  if (!mac.subarray(0, half).equals(tag)) return undefined
  return decryptAes(`aes-${half * 8}-cbc`, { key: key.subarray(half), iv, ciphertext })
}
