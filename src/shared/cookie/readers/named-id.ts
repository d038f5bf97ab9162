import { idPart, isSessionName, isTokenName } from './cookie-parts.ts'
import type { CookieReader, CookieReading } from './cookie-reading.ts'

interface NamedId {
  readonly format: string
  readonly label: string
  readonly shape: RegExp
  /** The name that is this format's own; another one says that it is about a session, at least. */
  readonly name: RegExp
  /** The shape that an id must have under another name, where that is narrower. */
  readonly shapeElsewhere?: RegExp
  readonly alsoLike?: readonly string[]
}

/** An id of random characters and nothing else: it may be anybody's, so that the name is what tells. */
const namedId = ({ format, label, shape, name: own, shapeElsewhere = shape, alsoLike }: NamedId): CookieReader => ({
  format,
  label,
  read: (value, { name } = { name: '' }) => {
    const isOwn = own.test(name)
    if (!(isOwn ? shape : shapeElsewhere).test(value) || !(isOwn || isSessionName(name))) return undefined
    const reading: CookieReading = {
      format,
      certainty: isOwn && alsoLike === undefined ? 'likely' : 'possible',
      kind: 'id',
      purpose: 'session',
      parts: idPart(value),
      data: { id: value },
    }
    return alsoLike === undefined ? reading : { ...reading, alsoLike }
  },
})

/** Tomcat's and Jetty's session id, which says which server has the session where there are several. */
export const javaIdReader = namedId({
  format: 'jsessionid',
  label: 'Java servlet session id (Tomcat, Jetty)',
  shape: /^[\dA-Za-z]{16,64}(?:[.!][\w.!-]+)?$/,
  name: /^JSESSIONID/i,
  shapeElsewhere: /^(?=.*[A-F])[\dA-F]{32}(?:\.[\w-]+)?$/,
})

/** PHP's own session id. */
export const phpIdReader = namedId({
  format: 'php-session',
  label: 'PHP session id',
  shape: /^[\dA-Za-z,-]{22,256}$/,
  name: /^(?:__(?:Host|Secure)-)?PHPSESSID$/i,
  shapeElsewhere: /^[\da-f]{32}$|^[\da-v]{26}$/,
})

/** The key of a Django session in a database or cache. */
export const djangoIdReader = namedId({
  format: 'django-sessionid',
  label: 'Django session id',
  shape: /^(?=.*[g-z])[\da-z]{32}$/,
  name: /^(?:__(?:Host|Secure)-)?sessionid$/,
})

/** The id of a session in Rack's memory. */
export const rackIdReader = namedId({
  format: 'rack-session-pool',
  label: 'Rack session id',
  shape: /^[\da-f]{64}$/,
  name: /^rack\./,
})

/** CherryPy's session id. */
export const cherryPyIdReader = namedId({
  format: 'cherrypy-id',
  label: 'CherryPy session id',
  shape: /^[\da-f]{40}$/,
  name: /^session_id$/,
})

/** 32 random bytes in base64: both Flask-Session and Go's scs write just that, under the same name. */
export const flaskSessionIdReader = namedId({
  format: 'flask-session',
  label: 'Flask-Session or scs session id',
  shape: /^[\w-]{43}$/,
  name: /^session$/,
  alsoLike: ['scs'],
})

/** Django's token against forged requests: no session, and readable by scripts on purpose. */
export const djangoTokenReader: CookieReader = {
  format: 'django-csrftoken',
  label: 'Django CSRF token',
  read: (value, { name } = { name: '' }) =>
    isTokenName(name) && /^(?:[\dA-Za-z]{32}|[\dA-Za-z]{64})$/.test(value)
      ? {
          format: 'django-csrftoken',
          certainty: name === 'csrftoken' ? 'likely' : 'possible',
          kind: 'opaque',
          purpose: 'csrf',
          parts: [{ id: 'value', role: 'value', label: 'token', text: value, at: 0 }],
          data: { token: value },
        }
      : undefined,
}
