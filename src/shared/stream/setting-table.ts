import { z } from 'zod'
import { setting } from './setting.ts'

const trueOrFalse = 'True or False'
const text = z.string().min(1)
const cookieName = z
  .string()
  .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, "a cookie name: letters, digits and - _ . ! # $ % & ' * + ^ ` | ~")
const httpUrl = z.string().regex(/^https?:\/\/[^\s/]+/, "a URL such as 'http://localhost:5100/'")
// What may stand in an attribute of Set-Cookie without ending it.
const hostName = z.string().regex(/^[^\u0000-\u0020;,\u007f]+$/, "a host name such as 'example.org'")

/**
 * What `counter.cfg` can say: Flask's own names where Flask has them (Flask documentation, "Configuration Handling"), ours
 * otherwise. `None` is `null`. A setting is one row; everything else that is said or done about it follows from here.
 */
export const settingTable = {
  USE_SESSION_STORE: setting(z.boolean(), {
    default: false,
    says: 'Where session data lives: False in the signed cookie, True in the key-value service.',
    expects: trueOrFalse,
    startsEpoch: true,
  }),
  USE_EXERCISE: setting(z.boolean(), {
    default: false,
    says: 'True uses your own KeyValueSessionStore instead of the built-in one.',
    expects: trueOrFalse,
    startsEpoch: { while: 'USE_SESSION_STORE' },
  }),
  STRICT_SESSION_IDS: setting(z.boolean(), {
    default: true,
    says: 'False adopts a session id that this server never issued (session fixation).',
    expects: trueOrFalse,
  }),
  LOCK_SESSIONS: setting(z.boolean(), {
    default: true,
    says: "False lets parallel requests of one session overwrite each other's updates.",
    expects: trueOrFalse,
  }),
  // A byte of it that is no UTF-8 is half a character, U+DC80 to U+DCFF, as Python's `surrogateescape` has it (PEP 383).
  SECRET_KEY: setting(text.nullable(), {
    default: null,
    says: 'Signs the cookie. None is a fresh random key at each start.',
    expects: 'a text in quotes that is not empty, or None',
    form: 'secret-key',
    isSecret: true,
  }),
  SECRET_KEY_FALLBACKS: setting(z.array(text), {
    default: [],
    says: 'Earlier keys that are still accepted, newest first.',
    expects: "a list of texts such as ['old-key', 'older-key']",
    form: 'secret-keys',
    isSecret: true,
  }),
  SESSION_COOKIE_NAME: setting(cookieName, {
    default: 'session',
    says: 'Name of the session cookie.',
    expects: "a cookie name in quotes such as 'session', without spaces",
    startsEpoch: true,
  }),
  SESSION_COOKIE_HTTPONLY: setting(z.boolean(), {
    default: true,
    says: 'True hides the cookie from scripts.',
    expects: trueOrFalse,
  }),
  SESSION_COOKIE_SAMESITE: setting(z.enum(['Strict', 'Lax', 'None']).nullable(), {
    default: null,
    says: "Whether other sites' pages may bring the cookie: 'Strict', 'Lax', 'None', or None to say nothing.",
    expects: "'Strict', 'Lax', 'None' or None",
    form: 'same-site',
  }),
  SESSION_COOKIE_SECURE: setting(z.boolean(), {
    default: false,
    says: 'True keeps the cookie to https.',
    expects: trueOrFalse,
  }),
  SESSION_COOKIE_PATH: setting(text.nullable(), {
    default: null,
    says: 'Path of the cookie. None is APPLICATION_ROOT.',
    expects: "a path in quotes such as '/app', or None",
    form: 'text-or-default',
  }),
  SESSION_COOKIE_DOMAIN: setting(hostName.nullable(), {
    default: null,
    says: 'Hosts below this one get the cookie too. None keeps it to the host that set it.',
    expects: "a host name in quotes such as 'example.org', or None",
    form: 'text-or-default',
  }),
  SESSION_COOKIE_PARTITIONED: setting(z.boolean(), {
    default: false,
    says: 'True keeps the cookie apart for each site in which it is set, and to https.',
    expects: trueOrFalse,
  }),
  APPLICATION_ROOT: setting(text, {
    default: '/',
    says: 'Path of the cookie, unless SESSION_COOKIE_PATH names one.',
    expects: "a path in quotes such as '/app'",
  }),
  // 31 days unless told, as in Flask.
  PERMANENT_SESSION_LIFETIME: setting(z.number().int().min(0), {
    default: 2_678_400,
    says: 'Seconds for which a session is accepted.',
    expects: 'a whole number of seconds, 0 or more, or a timedelta',
    form: 'lifetime',
  }),
  KV_URL: setting(httpUrl.nullable(), {
    default: null,
    says: 'The key-value service that the counter talks to. None is the one that runs beside it.',
    expects: "a URL in quotes such as 'http://localhost:5100/', or None",
    mayHoldPassword: true,
  }),
  // Which engines there are the lab alone knows, and says so in this row of its own table.
  KV_STORE: setting(text, {
    default: 'disk',
    says: 'Engine of the key-value service.',
    expects: 'the name of a storage engine',
    mayHoldPassword: true,
    isLeftAlone: true,
  }),
  KV_DBM: setting(text.nullable(), {
    default: null,
    says: 'Folder of the disk store. None is a folder of the application.',
    expects: 'the path of a folder in quotes, or None',
    isLeftAlone: true,
  }),
}
