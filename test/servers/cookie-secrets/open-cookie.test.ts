import { describe, expect, it } from 'vitest'
import { openCookie, type CookieKeys } from '../../../src/servers/cookie-secrets/open-cookie.ts'
import { knownSecrets } from '../../../src/servers/cookie-secrets/known-secrets.ts'
import { secretsIn, secretsInFile } from '../../../src/servers/cookie-secrets/secret.ts'
import { cookieOf, cookieVectors, isData, ownCookieVectors, type CookieVector } from '../../support/cookie-vectors.ts'

const keysOf = (vector: CookieVector, secret = vector.secret): CookieKeys => ({
  secrets: secretsIn(secret),
  salts: vector.salt === undefined ? [] : [vector.salt],
  passwordHash: vector.userPassword,
})

const signed = [...cookieVectors, ...ownCookieVectors].filter(({ secret }) => secret !== '')
/** A secret of these takes seconds. */
const isSlow = ({ format }: CookieVector): boolean => format === 'fastify-secure-session'
const quick = signed.filter((vector) => !isSlow(vector))

describe('with its secret', () => {
  it.each(signed)('$cookieName by $library $version is verified and opened', async (vector) => {
    const opened = await openCookie(cookieOf(vector), keysOf(vector))
    expect(opened).toMatchObject({ format: vector.format, certainty: 'proven', verified: true })
    expect(opened.derivation).not.toBe('')
    expect([opened.data, isData(opened.data, vector)]).toEqual([opened.data, true])
  })

  it.each(quick)('$cookieName by $library is verified among keys that were rotated', async (vector) => {
    const secrets = ['a newer one', vector.secret, 'an older one'].flatMap(secretsIn)
    expect((await openCookie(cookieOf(vector), { ...keysOf(vector), secrets })).verified).toBe(true)
  })
})

describe('with another secret', () => {
  const others = ['', ' ', 'x'].map((more) => (secret: string) => (more === '' ? secret.slice(0, -1) : secret + more))

  it.each(quick.filter(({ secret }) => !secret.includes('BEGIN')))(
    '$cookieName by $library is not verified',
    async (vector) => {
      // Of one of several keys in a JSON text the others remain.
      const wrong = vector.secret.startsWith('{') ? [() => 'another secret altogether'] : [...others, () => 'wrong']
      for (const change of wrong) {
        const opened = await openCookie(cookieOf(vector), keysOf(vector, change(vector.secret)))
        expect([opened.verified, opened.certainty, opened.derivation]).toEqual([
          false,
          expect.not.stringMatching('proven'),
          undefined,
        ])
      }
    },
  )

  it('a public key of somebody else’s verifies nothing', async () => {
    const keys = signed.filter(({ secret }) => secret.includes('BEGIN'))
    expect(keys.length).toBeGreaterThan(5)
    for (const vector of keys) {
      for (const { secret } of keys.filter((other) => other.secret !== vector.secret)) {
        expect((await openCookie(cookieOf(vector), keysOf(vector, secret))).verified).toBe(false)
      }
    }
  })

  it('a key of fastify-secure-session’s is one of 32 bytes, in a file or as text, or takes seconds', async () => {
    const vector = signed.find(isSlow)
    if (vector === undefined) throw new Error('There is none.')
    const key = 'fa4edddde76d7a8f4a7d89b3a93effcc51d9e7bf176b6441c5d82a3b86c2f82b'
    const bytes = Buffer.from(key, 'hex')
    for (const secrets of [
      secretsInFile(bytes),
      secretsIn(key),
      secretsIn(bytes.toString('base64')),
      secretsInFile(Buffer.from(`${key}\n`)),
    ]) {
      expect(await openCookie(cookieOf(vector), { secrets })).toMatchObject({ verified: true, data: { user: 42 } })
    }
    const wrong = Buffer.from(bytes).fill(1, 0, 1)
    expect((await openCookie(cookieOf(vector), { secrets: secretsInFile(wrong) })).verified).toBe(false)
  })
})

// What Symfony signs leaves the class out, and the product says so.
const isCovered = ({ format }: CookieVector, at: number): boolean => format !== 'symfony-rememberme' || at > 60

const changed = (text: string, at: number): string => {
  const code = text.charCodeAt(at)
  // Another character of the same kind, as whoever tries something would take.
  const other = /[\w]/.test(text[at] ?? '') ? (text[at] === 'B' ? 'C' : 'B') : String.fromCharCode(code ^ 1)
  return text.slice(0, at) + other + text.slice(at + 1)
}

describe('with a byte changed', () => {
  it.each(quick)('$cookieName by $library is not verified', async (vector) => {
    const cookie = cookieOf(vector)
    const { length } = cookie.value
    const step = Math.max(1, Math.floor(length / 24))
    const places = Array.from({ length: Math.ceil(length / step) }, (_one, index) => index * step)
    for (const at of [...places, length - 2, length - 1].filter((place) => place >= 0 && isCovered(vector, place))) {
      const value = changed(cookie.value, at)
      const opened = await openCookie({ ...cookie, value }, keysOf(vector))
      expect([value, opened.verified === true]).toEqual([value, false])
    }
    if (cookie.signature === undefined) return
    for (const at of [0, 13, cookie.signature.length - 1]) {
      const opened = await openCookie({ ...cookie, signature: changed(cookie.signature, at) }, keysOf(vector))
      expect(opened.verified).toBe(false)
    }
  })

  it('or its last character spelled otherwise, which decodes to the same', async () => {
    const vector = cookieVectors.find(({ format }) => format === 'flask')
    if (vector === undefined) throw new Error('There is none.')
    const cookie = cookieOf(vector)
    const others = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
    const fits = await Promise.all(
      others.map(
        async (last) =>
          (await openCookie({ ...cookie, value: cookie.value.slice(0, -1) + last }, keysOf(vector))).verified,
      ),
    )
    expect(fits.filter((fit) => fit === true)).toHaveLength(1)
  })
})

describe('under another name', () => {
  it.each(
    cookieVectors.filter(({ format }) =>
      /^laravel|^tornado-v2|^rails-encrypted$|^authjs|^gorilla|^cookie-session/.test(format),
    ),
  )('$format by $library is not taken by its library, nor here', async (vector) => {
    // Before Rails 5.2 the name was not in it.
    const cookie = { ...cookieOf(vector), name: 'another' }
    expect((await openCookie(cookie, keysOf(vector))).verified).not.toBe(true)
  })
})

describe('the secrets that everybody knows', () => {
  it('are a hundred, each once', () => {
    expect(knownSecrets.length).toBeGreaterThanOrEqual(100)
    expect(new Set(knownSecrets).size).toBe(knownSecrets.length)
  })

  it('are told when one fits, and nothing is when none does', async () => {
    const guesses = { secrets: knownSecrets.flatMap(secretsIn), isGuess: true }
    // Signed by itsdangerous' URLSafeTimedSerializer as Flask sets it up, with `dev`.
    const cookie = { name: 'session', value: await devCookie(), names: ['session'] }
    expect(await openCookie(cookie, guesses)).toMatchObject({ verified: true, secret: { text: 'dev' } })
    for (const vector of quick.slice(0, 12)) {
      expect((await openCookie(cookieOf(vector), guesses)).certainty).not.toBe('proven')
    }
  })
})

// By the project's own signer, which is held against the real Flask elsewhere.
const devCookie = async (): Promise<string> => {
  const { Signer } = await import('../../../src/servers/session/signer.ts')
  const text = 'eyJ1c2VyIjoiYWRhIn0.aw2d5w'
  return `${text}.${new Signer({ current: 'dev', fallbacks: [] }).sign(text)}`
}

it('where there is nothing to verify, nothing is said of it', async () => {
  const nothing = [...cookieVectors, ...ownCookieVectors].filter(({ secret }) => secret === '')
  for (const vector of nothing) {
    const opened = await openCookie(cookieOf(vector), { secrets: secretsIn('any') })
    expect([vector.format, opened.verified]).toEqual([vector.format, undefined])
  }
})
