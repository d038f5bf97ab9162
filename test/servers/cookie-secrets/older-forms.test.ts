import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openCookie } from '../../../src/servers/cookie-secrets/open-cookie.ts'
import { secretsIn } from '../../../src/servers/cookie-secrets/secret.ts'
import { joinCookies } from '../../../src/shared/cookie/readers/join-cookies.ts'
import { cookieVectors } from '../../support/cookie-vectors.ts'

// What libraries wrote before, or write on wish, made here as their sources have it: none of those versions is at hand.

const secret = 'a secret of these tests'

const mac = (digest: string, key: string | Buffer, text: string | Buffer): Buffer =>
  createHmac(digest, key).update(text).digest()

const open = async (pairs: readonly (readonly [name: string, value: string])[], key = secret, salts: string[] = []) => {
  const [cookie] = joinCookies(pairs.map(([name, value]) => ({ name, value })))
  if (cookie === undefined) throw new Error('There is no cookie.')
  return openCookie(cookie, { secrets: secretsIn(key), salts })
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64')
const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url')

const generate = (salt: string, length: number, digest = 'sha256'): Buffer =>
  pbkdf2Sync(secret, salt, 1000, length, digest)

const django = (payload: string, salt: string, prefix = '', digest = 'sha256'): string => {
  const text = `${payload}:1xY3p2`
  const key = createHash(digest).update(`${salt}signer${prefix}${secret}`).digest()
  return `${text}:${base64url(mac(digest, key, text))}`
}

const rails = (bytes: string | Buffer, digest = 'sha1'): string => {
  const text = base64(bytes)
  return `${text}--${mac(digest, generate('signed cookie', 64), text).toString('hex')}`
}

const railsEncrypted = (plain: string): string => {
  const iv = Buffer.alloc(12, 7)
  const cipher = createCipheriv('aes-256-gcm', generate('authenticated encrypted cookie', 32), iv)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return encodeURIComponent([text, iv, cipher.getAuthTag()].map(base64).join('--'))
}

const rack = (bytes: string | Buffer): string =>
  `${base64(bytes)}--${mac('sha1', secret, base64(bytes)).toString('hex')}`

// pickle.dumps({'user_id': 42, 'name': 'Ada'}, 2), of Python 3.11.
const pickle = Buffer.from(
  '80027d7100285807000000757365725f696471014b2a58040000006e616d65710258030000004164617103752e',
  'hex',
)
// Marshal.dump({"_rails" => {"data" => {"user_id" => 42}, "exp" => nil, "pur" => "cookie.seen"}}), of Ruby 3.1.
const marshal = Buffer.from(
  '04087b0649220b5f7261696c73063a0645547b0849220964617461063b00547b0649220c757365725f6964063b0054692f' +
    '492208657870063b005430492208707572063b0054492210636f6f6b69652e7365656e063b0054',
  'hex',
)
// Marshal.dump({"user_id" => 42}), of Ruby 3.1.
const marshalData = Buffer.from('04087b0649220c757365725f6964063a064554692f', 'hex')

const mojoText = base64('{"expires":1796058398,"user":"ada"}').replaceAll('=', '-')
const digestOf = (text: string): string => mac('sha1', secret, text).toString('hex')

describe('what libraries wrote before, or write on wish', () => {
  it.each([
    [
      'Django until 3.0, SHA-1',
      'sessionid',
      django(base64url('{"user_id":42}'), 'django.contrib.sessions.backends.signed_cookies', '', 'sha1'),
      'django-signed-cookies',
      { user_id: 42 },
    ],
    [
      'Django with pickle',
      'sessionid',
      django(base64url(pickle), 'django.contrib.sessions.backends.signed_cookies'),
      'django-signed-cookies',
      { user_id: 42, name: 'Ada' },
    ],
    [
      'Django, the salt before 5.2.17',
      'seen',
      django('yes', 'seen', 'django.http.cookies'),
      'django-signed-cookie',
      'yes',
    ],
    [
      'Rails 7.1, data in the envelope',
      'seen',
      rails('{"_rails":{"data":{"a":1},"exp":null,"pur":"cookie.seen"}}'),
      'rails-signed',
      { a: 1 },
    ],
    ['Rails with Marshal about the envelope', 'seen', rails(marshal), 'rails-signed', { user_id: 42 }],
    [
      'Rails that signs with SHA-256',
      'seen',
      rails('{"_rails":{"data":"x","pur":"cookie.seen"}}', 'sha256'),
      'rails-signed',
      'x',
    ],
    [
      'Rails 7.1, encrypted',
      '_lab_session',
      railsEncrypted('{"_rails":{"data":{"user_id":42},"pur":"cookie._lab_session"}}'),
      'rails-encrypted',
      { user_id: 42 },
    ],
    ['Rack 2 with Marshal', 'rack.session', rack(marshalData), 'rack2-session-cookie', { user_id: 42 }],
    [
      'Rack 2 with compressed JSON',
      'rack.session',
      rack(deflateSync('{"user_id":42}')),
      'rack2-session-cookie',
      { user_id: 42 },
    ],
    [
      'Mojolicious with SHA-1',
      'mojolicious',
      `${mojoText}--${digestOf(`mojolicious=${mojoText}`)}`,
      'mojolicious',
      { expires: 1796058398, user: 'ada' },
    ],
    [
      'Mojolicious with SHA-1, a signed value',
      'seen',
      `yes, sir--${digestOf('seen=yes, sir')}`,
      'mojolicious-signed-cookie',
      'yes, sir',
    ],
    [
      'Bottle before 0.13, MD5',
      'account',
      `!${base64(mac('md5', secret, base64(pickle)))}?${base64(pickle)}`,
      'bottle-signed',
      { user_id: 42, name: 'Ada' },
    ],
    [
      'itsdangerous with SHA-512',
      'session',
      ((text) => `${text}.${base64url(mac('sha512', mac('sha512', secret, 'cookie-session'), text))}`)(
        `${base64url('{"n":1}')}.aw2d5w`,
      ),
      'flask',
      { n: 1 },
    ],
  ] as const)('%s', async (_what, name, value, format, data) => {
    expect(await open([[name, value]])).toMatchObject({ format, verified: true, data })
    expect((await open([[name, value]], 'wrong')).verified).toBe(false)
  })

  it('Phoenix before 1.5, a token that is a map', async () => {
    // :erlang.term_to_binary(%{data: 42, signed: 1700000000000})
    const term = Buffer.from('8374000000026400046461746161' + '2a6400067369676e65646e06000068e5cf8b01', 'hex')
    const text = `SFMyNTY.${base64url(term)}`
    const value = `${text}.${base64url(mac('sha256', generate('user auth', 32), text))}`
    expect(await open([['token', value]])).toMatchObject({
      format: 'phoenix-token',
      verified: true,
      data: 42,
      signedAt: 1_700_000_000_000,
    })
  })

  it('NextAuth.js in chunks, in any order', async () => {
    const vector = cookieVectors.find(({ format }) => format === 'next-auth-v4')
    if (vector === undefined) throw new Error('There is none.')
    const { cookieName, cookieValue } = vector
    const chunks = [0, 1, 2].map(
      (place) =>
        [
          `${cookieName}.${place}`,
          cookieValue.slice(place * 120, place === 2 ? undefined : place * 120 + 120),
        ] as const,
    )
    const opened = await open([...chunks].reverse(), vector.secret)
    expect(opened).toMatchObject({ format: 'next-auth-v4-chunked', verified: true, data: { name: 'Ada', sub: '42' } })
  })

  it('Rails binds a cookie to its name: the secret fits, and Rails refuses it all the same', async () => {
    const value = rails('{"_rails":{"data":{"a":1},"exp":null,"pur":"cookie.other"}}')
    const opened = await open([['seen', value]])
    expect(opened).toMatchObject({ verified: false, certainty: 'proven', data: { a: 1 } })
    expect(opened.refusal).toContain('cookie.other')
  })
})
