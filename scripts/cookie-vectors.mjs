// @ts-check
import './lib/require-node.mjs'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './lib/paths.mjs'

// `npm run cookies`: writes test/cookies/own-cookies.json anew, cookies of the libraries that are installed here. A test makes them
// each time and reads those, so that a new version of a library which writes otherwise is noticed.

const require = createRequire(import.meta.url)
const secret = 'a secret of these tests that is long enough'

/** @typedef {{ format: string, library: string, version: string, secret: string, cookieName: string, cookieValue: string, decoded: unknown, signature?: string, salt?: string }} Vector */

/** @param {string} name */
const versionOf = (name) =>
  /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))
  ).version

/**
 * The Set-Cookie lines of one visit to a handler.
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} handler
 * @returns {Promise<string[]>}
 */
const visit = async (handler) => {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = /** @type {import('node:net').AddressInfo} */ (server.address())
  const answer = await fetch(`http://127.0.0.1:${address.port}/`)
  await answer.text()
  server.close()
  return answer.headers.getSetCookie()
}

/**
 * @param {readonly string[]} lines
 * @param {string} name
 */
const valueIn = (lines, name) =>
  (lines.find((line) => line.startsWith(`${name}=`)) ?? '').slice(name.length + 1).split(';')[0] ?? ''

const express = async () => {
  const { default: makeApp } = await import('express')
  // @ts-expect-error: it comes without types
  const { default: expressSession } = await import('express-session')
  // @ts-expect-error: it comes without types
  const { default: cookieSession } = await import('cookie-session')
  const app = makeApp()
  // What cookie-parser does before response.cookie can sign.
  app.use((request, _response, next) => {
    Object.assign(request, { secret })
    next()
  })
  app.use(expressSession({ secret, resave: false, saveUninitialized: true }))
  let id = ''
  app.get('/', (request, response) => {
    id = String(Reflect.get(request, 'sessionID'))
    response.cookie('user', 'ada', { signed: true })
    response.cookie('cart', { apples: 2 }, { signed: true })
    response.cookie('prefs', { dark: true })
    response.end()
  })
  const lines = await visit(app)
  const signed = await visit((request, response) => {
    cookieSession({ name: 'session', keys: [secret, 'an older one'] })(
      /** @type {never} */ (request),
      /** @type {never} */ (response),
      () => {
        ;/** @type {{ session: object }} */ (/** @type {unknown} */ (request)).session = { user: 42, name: 'Ada' }
        response.end()
      },
    )
  })
  const of = { library: 'express', version: versionOf('express'), secret }
  return [
    {
      ...{ format: 'express-session', library: 'express-session', version: versionOf('express-session'), secret },
      ...{ cookieName: 'connect.sid', cookieValue: valueIn(lines, 'connect.sid'), decoded: { id } },
    },
    { format: 'express-signed-cookie', ...of, cookieName: 'user', cookieValue: valueIn(lines, 'user'), decoded: 'ada' },
    {
      ...{ format: 'express-signed-cookie', ...of },
      ...{ cookieName: 'cart', cookieValue: valueIn(lines, 'cart'), decoded: { apples: 2 } },
    },
    {
      ...{ format: 'express-json-cookie', ...of, secret: '' },
      ...{ cookieName: 'prefs', cookieValue: valueIn(lines, 'prefs'), decoded: { dark: true } },
    },
    {
      ...{ format: 'cookie-session', library: 'cookie-session', version: versionOf('cookie-session'), secret },
      ...{ cookieName: 'session', cookieValue: valueIn(signed, 'session'), decoded: { user: 42, name: 'Ada' } },
      signature: valueIn(signed, 'session.sig'),
    },
  ]
}

const keygrip = () => {
  // @ts-expect-error: it comes without types
  const Keygrip = require('keygrip')
  return [
    {
      ...{ format: 'keygrip-signed-cookie', library: 'keygrip', version: versionOf('keygrip'), secret },
      ...{ cookieName: 'lang', cookieValue: 'en', decoded: 'en' },
      signature: new Keygrip([secret]).sign('lang=en'),
    },
  ]
}

const ironSession = async () => {
  const { sealData } = await import('iron-session')
  const of = { library: 'iron-session', version: versionOf('iron-session'), secret, cookieName: 'iron' }
  const decoded = { user: 42, name: 'Ada' }
  return [
    { format: 'iron-session', ...of, cookieValue: await sealData(decoded, { password: secret, ttl: 0 }), decoded },
    { format: 'iron-session', ...of, cookieValue: await sealData(decoded, { password: secret, ttl: 3600 }), decoded },
  ]
}

const jose = async () => {
  const { SignJWT, EncryptJWT, UnsecuredJWT, generateKeyPair, exportSPKI } = await import('jose')
  const of = { library: 'jose', version: versionOf('jose'), cookieName: 'token' }
  const decoded = { sub: '42', iat: 1_767_225_600, exp: 4_102_444_800 }
  const key = new TextEncoder().encode(secret)
  const vectors = []
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    const cookieValue = await new SignJWT(decoded).setProtectedHeader({ alg }).sign(key)
    vectors.push({ format: `jwt-${alg.toLowerCase()}`, ...of, secret, cookieValue, decoded })
  }
  for (const alg of ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA']) {
    const { privateKey, publicKey } = await generateKeyPair(alg)
    const cookieValue = await new SignJWT(decoded).setProtectedHeader({ alg }).sign(privateKey)
    vectors.push({
      format: `jwt-${alg.toLowerCase()}`,
      ...of,
      secret: await exportSPKI(publicKey),
      cookieValue,
      decoded,
    })
  }
  vectors.push({ format: 'jwt-none', ...of, secret: '', cookieValue: new UnsecuredJWT(decoded).encode(), decoded })
  const direct = 'thirty-two bytes for this test!!'
  const encrypted = await new EncryptJWT(decoded)
    .setProtectedHeader({ alg: 'dir', enc: 'A128CBC-HS256' })
    .encrypt(new TextEncoder().encode(direct))
  vectors.push({ format: 'jwe', ...of, secret: direct, cookieValue: encrypted, decoded })
  return vectors
}

const python = () => {
  try {
    const file = join(import.meta.dirname, 'cookie-vectors.py')
    return /** @type {Vector[]} */ (
      JSON.parse(execFileSync('/usr/bin/python3', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    )
  } catch {
    // Where Debian's python3-flask is not installed.
    return []
  }
}

/**
 * Cookies that the libraries write that are installed here.
 * @returns {Promise<Vector[]>}
 */
export const makeCookies = async () => [
  ...(await express()),
  ...keygrip(),
  ...(await ironSession()),
  ...(await jose()),
  ...python(),
]

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(root, 'test', 'cookies', 'own-cookies.json')
  writeFileSync(file, `${JSON.stringify(await makeCookies(), undefined, 2)}\n`)
}
