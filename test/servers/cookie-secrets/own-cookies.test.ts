import { describe, expect, it } from 'vitest'
import { openCookie } from '../../../src/servers/cookie-secrets/open-cookie.ts'
import { secretsIn } from '../../../src/servers/cookie-secrets/secret.ts'
import { readCookie } from '../../../src/shared/cookie/readers/cookie-readers.ts'
import { makeCookies } from '../../../scripts/cookie-vectors.mjs'
import { cookieOf, isData, ownCookieVectors, type CookieVector } from '../../support/cookie-vectors.ts'
import { hasFlask } from '../../support/flask-judge.ts'

describe('what the libraries write that are installed here', () => {
  it('is what they wrote when the files of cookies were made, and is read and verified like it', async () => {
    const made = (await makeCookies()) as CookieVector[]
    const formats = (vectors: readonly CookieVector[]) => [...new Set(vectors.map(({ format }) => format))].sort()
    const python = /^(?:flask|itsdangerous|cryptography|pickle)$/
    const frozen = ownCookieVectors.filter(({ library }) => hasFlask || !python.test(library))
    expect(formats(made)).toEqual(formats(frozen))
    for (const vector of made) {
      const cookie = cookieOf(vector)
      expect(readCookie(cookie.value, cookie).format).toBe(vector.format)
      if (vector.secret === '') continue
      const salts = vector.salt === undefined ? [] : [vector.salt]
      const opened = await openCookie(cookie, { secrets: secretsIn(vector.secret), salts })
      expect([vector.format, opened.verified, isData(opened.data, vector)]).toEqual([vector.format, true, true])
    }
  })
})
