import { openRailsMessage } from '../../../shared/cookie/readers/rails.ts'
import { bytesIn, decryptAes, digestOfSize, hmac, isWritten, pbkdf2 } from '../digests.ts'
import { firstOf, type Derivation, type Opened } from '../trial.ts'

// Rails 7.0 changed the key generator's digest, and reads the older one on wish.
const generators = ['sha256', 'sha1'] as const

const textOf = { sha256: 'Rails 7.0 and later', sha1: 'Rails before 7.0' } as const

/** Rails' encrypted cookies since 5.2. */
export const railsEncrypted: Derivation = ({ decoded, secret, name }) => {
  const [ciphertext = '', iv = '', tag = '', ...more] = decoded.split('--')
  const parts = [ciphertext, iv, tag].map((part) => bytesIn(part, 'base64'))
  const [text, nonce, seal] = parts
  if (more.length > 0 || !text || nonce?.length !== 12 || seal?.length !== 16) return undefined
  return firstOf(generators, (generator) => {
    const key = pbkdf2(secret.bytes, 'authenticated encrypted cookie', 1000, 32, generator)
    const plain = decryptAes('aes-256-gcm', { key, iv: nonce, ciphertext: text, tag: seal })
    const derivation = `${textOf[generator]}: key = PBKDF2-${generator.toUpperCase()}(secret_key_base, "authenticated encrypted cookie", 1000), AES-256-GCM`
    return plain && { ...contentOf(plain, name), derivation }
  })
}

/** Rails' signed cookies, and the encrypted ones of 5.1 and before, which are signed as well. */
export const railsSigned: Derivation = ({ decoded, secret, name, reading }) => {
  const [, message = '', signature = ''] = /^([A-Za-z\d+/]+={0,2})--([\da-f]{40,128})$/.exec(decoded) ?? []
  const digest = digestOfSize(signature.length / 2)
  const bytes = bytesIn(message, 'base64')
  if (digest === undefined || bytes === undefined) return undefined
  return firstOf(generators, (generator) => {
    const generate = (salt: string, length: number): Buffer => pbkdf2(secret.bytes, salt, 1000, length, generator)
    const isSignedBy = (salt: string): boolean => isWritten(signature, hmac(digest, generate(salt, 64), message), 'hex')
    if (isSignedBy('signed cookie')) {
      const format = reading.format === 'devise-remember' ? reading.format : 'rails-signed'
      const derivation = `${textOf[generator]}: key = PBKDF2-${generator.toUpperCase()}(secret_key_base, "signed cookie", 1000), HMAC-${digest.toUpperCase()}`
      return { ...contentOf(bytes, name), format, derivation }
    }
    if (!isSignedBy('signed encrypted cookie')) return undefined
    return openCbc(bytes.toString('latin1'), generate('encrypted cookie', 32), name)
  })
}

const openCbc = (message: string, key: Buffer, name: string): Opened | undefined => {
  const [text = '', nonce = ''] = message.split('--')
  const plain = decryptAes('aes-256-cbc', {
    key,
    iv: Buffer.from(nonce, 'base64'),
    ciphertext: Buffer.from(text, 'base64'),
  })
  const derivation = 'Rails with AES-CBC: keys of "encrypted cookie" and "signed encrypted cookie", AES-256-CBC, HMAC'
  return plain && { ...contentOf(plain, name), format: 'rails-encrypted-cbc', derivation }
}

const contentOf = (plain: Buffer, name: string): Partial<Opened> => {
  const { decoded, expiresAt, purpose } = openRailsMessage(plain)
  const isForeign = purpose !== undefined && purpose !== `cookie.${name}`
  return {
    ...decoded,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(isForeign ? { refusal: `Rails made it for ${JSON.stringify(purpose)}, and takes it under no other name` } : {}),
  }
}
