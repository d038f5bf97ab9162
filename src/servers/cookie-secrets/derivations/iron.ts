import { isJsonObject } from '../../../shared/base/parse-json.ts'
import { at, momentOf, saidBy } from '../../../shared/cookie/readers/cookie-parts.ts'
import { decryptAes, hmac, isWritten, pbkdf2 } from '../digests.ts'
import { firstOf, type Derivation, type Opened } from '../trial.ts'

// iron-session, hapi and h3 before 2.0; h3 since.
const roundsOf = [1, 8192] as const

/** A sealed object of iron: its signature covers the first six fields, and both keys are made of one password. */
export const iron: Derivation = ({ decoded, secret }) => {
  const [seal, version, ...more] = decoded.split('~')
  const fields = (seal ?? '').split('*')
  const [head, , salt = '', iv = '', ciphertext = '', , macSalt = '', mac = ''] = fields
  if (head !== 'Fe26.2' || fields.length !== 8 || (version ?? '2') !== '2' || more.length > 0) return undefined
  const sealed = fields.slice(0, 6).join('*')
  return firstOf(roundsOf, (rounds) => {
    if (!isWritten(mac, hmac('sha256', pbkdf2(secret.bytes, macSalt, rounds, 32, 'sha1'), sealed), 'base64url'))
      return undefined
    const plain = decryptAes('aes-256-cbc', {
      key: pbkdf2(secret.bytes, salt, rounds, 32, 'sha1'),
      iv: Buffer.from(iv, 'base64url'),
      ciphertext: Buffer.from(ciphertext, 'base64url'),
    })
    return plain && contentOf(plain, rounds)
  })
}

const contentOf = (plain: Buffer, rounds: (typeof roundsOf)[number]): Opened => {
  const { says, data } = saidBy(plain)
  const derivation = `iron: keys = PBKDF2-SHA1(password, salt, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}), AES-256-CBC, HMAC-SHA256`
  if (isJsonObject(data) && isH3(data)) {
    const inner = data['data'] ?? {}
    return { format: 'h3-session', derivation, data: inner, ...at('signedAt', momentOf(data['createdAt'])) }
  }
  const content = data ?? says
  return {
    ...(rounds === 1 ? {} : { format: 'h3-session' }),
    derivation,
    ...(content === undefined ? {} : { data: content }),
  }
}

const isH3 = (data: object): boolean => 'createdAt' in data && 'id' in data
