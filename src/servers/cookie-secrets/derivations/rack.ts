import { decodeRailsMessage } from '../../../shared/cookie/readers/rails.ts'
import { bytesIn, decryptAes, digestOfSize, hmac, isWritten } from '../digests.ts'
import { keysIn } from '../secret.ts'
import { firstOf, type Derivation } from '../trial.ts'

const headLength = 1 + 32 + 16

/** rack-session's encryptor (Rack 3): the first 32 bytes of the secret encrypt, the others sign. */
export const rackSession: Derivation = ({ decoded, secret }) => {
  const bytes = /^A[Q-f][\w-]{100,}$/.test(decoded) ? bytesIn(decoded, 'base64url') : undefined
  if (bytes === undefined || bytes[0] !== 1 || bytes.length < headLength + 32) return undefined
  const [all, mac] = [bytes.subarray(0, -32), bytes.subarray(-32)]
  const keys = secret.bytes.length >= 64 ? [secret.bytes, ...keysIn(secret, 64)] : keysIn(secret, 64)
  return firstOf(keys, (key) => {
    if (!hmac('sha256', key.subarray(32), all).equals(mac)) return undefined
    const plain = decryptAes('aes-256-ctr', {
      key: hmac('sha256', key.subarray(0, 32), bytes.subarray(1, 33)),
      iv: bytes.subarray(33, headLength),
      ciphertext: all.subarray(headLength),
    })
    const derivation =
      'rack-session: HMAC-SHA256 with the secret from its 33rd byte, AES-256-CTR with a key of its first 32'
    // Its length, and as many random bytes, before the data.
    const content = plain?.subarray(2 + plain.readUInt16LE(0))
    return content && { ...decodeRailsMessage(content), format: 'rack-session-cookie', derivation }
  })
}

/** Rack 2's and Sinatra's cookie: signed with the secret itself. */
export const rack2: Derivation = ({ decoded, secret }) => {
  const [, message = '', signature = ''] = /^([A-Za-z\d+/]+={0,2})--([\da-f]{40,128})$/.exec(decoded) ?? []
  const digest = digestOfSize(signature.length / 2)
  if (digest === undefined || !isWritten(signature, hmac(digest, secret.bytes, message), 'hex')) return undefined
  return { format: 'rack2-session-cookie', derivation: `Rack 2: HMAC-${digest.toUpperCase()}(secret, base64)` }
}
