import { aspNetReader } from './aspnet.ts'
import { beakerReader } from './beaker.ts'
import { betterAuthReader } from './better-auth.ts'
import { bottleReader } from './bottle.ts'
import type { CookieContext, CookieReader, CookieReading } from './cookie-reading.ts'
import { isTokenName } from './cookie-parts.ts'
import { cookieSessionReader } from './cookie-session.ts'
import { djangoReader } from './django.ts'
import { expressReader } from './express.ts'
import { fastifySecureSessionReader } from './fastify-secure-session.ts'
import { fastifySessionReader } from './fastify-session.ts'
import { fernetReader } from './fernet.ts'
import { flaskLoginReader } from './flask-login.ts'
import { flaskReader } from './flask.ts'
import { gorillaReader } from './gorilla.ts'
import { honoReader } from './hono.ts'
import { ironReader } from './iron.ts'
import { jweReader } from './jwe.ts'
import { jwtReader } from './jwt.ts'
import { laravelReader } from './laravel.ts'
import { mojoliciousReader } from './mojolicious.ts'
import {
  cherryPyIdReader,
  djangoIdReader,
  djangoTokenReader,
  flaskSessionIdReader,
  javaIdReader,
  phpIdReader,
  rackIdReader,
} from './named-id.ts'
import { plugReader } from './plug.ts'
import { pyramidReader } from './pyramid.ts'
import { rackReader } from './rack.ts'
import { railsReader } from './rails.ts'
import { reactRouterReader } from './remix.ts'
import { springReader } from './spring.ts'
import { supabaseReader } from './supabase.ts'
import { symfonyReader } from './symfony.ts'
import { tornadoReader } from './tornado.ts'
import { uuidReader } from './uuid.ts'
import { wordpressReader } from './wordpress.ts'
import { unquoted, urlEncoded } from './written-value.ts'

/** The formats that are known, those with the most telling shape first. What a library writes percent-encoded is read so. */
export const cookieReaders: readonly CookieReader[] = [
  flaskReader,
  flaskLoginReader,
  djangoReader,
  urlEncoded(expressReader),
  urlEncoded(fastifySessionReader),
  urlEncoded(fastifySecureSessionReader),
  urlEncoded(ironReader),
  urlEncoded(jweReader),
  urlEncoded(jwtReader),
  urlEncoded(supabaseReader),
  urlEncoded(betterAuthReader),
  urlEncoded(honoReader),
  urlEncoded(laravelReader),
  cookieSessionReader,
  urlEncoded(reactRouterReader),
  urlEncoded(railsReader),
  urlEncoded(rackReader),
  urlEncoded(symfonyReader),
  urlEncoded(wordpressReader),
  urlEncoded(springReader),
  aspNetReader,
  plugReader,
  gorillaReader,
  tornadoReader,
  pyramidReader,
  fernetReader,
  mojoliciousReader,
  bottleReader,
  javaIdReader,
  phpIdReader,
  djangoIdReader,
  djangoTokenReader,
  rackIdReader,
  cherryPyIdReader,
  beakerReader,
  flaskSessionIdReader,
  uuidReader,
]

/** Characters of the longest value that is read: sixteen chunks. */
const longest = 65_536

const unnamed: CookieContext = { name: '' }

/**
 * What a cookie's value is: by its shape, and by its name where several have that shape. The first reader that is rather sure is
 * believed, else the first that holds it possible. A value of no known format is opaque: one part, which says nothing.
 */
export const readCookie = (
  value: string,
  context: CookieContext = unnamed,
  readers: readonly CookieReader[] = cookieReaders,
): CookieReading =>
  (value.length > longest ? undefined : unquoted(value, (text) => firstOf(text, context, readers))) ??
  opaque(value, context)

const firstOf = (
  value: string,
  context: CookieContext,
  readers: readonly CookieReader[],
): CookieReading | undefined => {
  let possible: CookieReading | undefined
  for (const reader of readers) {
    const reading = reader.read(value, context)
    if (reading?.certainty === 'likely') return reading
    possible ??= reading
  }
  return possible
}

const opaque = (value: string, { name }: CookieContext): CookieReading => ({
  format: 'opaque',
  certainty: 'possible',
  kind: 'opaque',
  ...(isTokenName(name) ? { purpose: 'csrf' } : {}),
  parts: [{ id: 'value', role: 'value', label: 'value', text: value, at: 0 }],
})

/** The name that people know a format by; undefined for an opaque value. */
export const labelOfFormat = (format: string): string | undefined => labels.get(format)

const labels = new Map(
  cookieReaders.flatMap(({ format, label, variants = {} }) => [[format, label] as const, ...Object.entries(variants)]),
)
