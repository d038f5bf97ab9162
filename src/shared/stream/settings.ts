import { z } from 'zod'
import { publicUrl } from '../base/public-url.ts'

const seconds = z.number().int().min(0)
const name = z
  .string()
  .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, "a cookie name: letters, digits and - _ . ! # $ % & ' * + ^ ` | ~")
const httpUrl = z.string().regex(/^https?:\/\/[^\s/]+/, "a URL such as 'http://localhost:5100/'")
// What may stand in an attribute of Set-Cookie without ending it.
const hostName = z.string().regex(/^[^\u0000-\u0020;,\u007f]+$/, "a host name such as 'example.org'")
const storeEngine = z
  .string()
  .regex(/^(disk|memory|rediss?:\/\/\S+)$/, "'disk', 'memory' or a URL such as 'redis://localhost:6379'")

/**
 * What `counter.cfg` can say: Flask's own names where Flask has them (Flask documentation, "Configuration Handling"),
 * ours otherwise. `None` is `null`. The defaults hold for every key that the file leaves out.
 */
export const settingsSchema = z.object({
  /** Where session data lives: `False` in the signed cookie, `True` in the key-value service. */
  USE_SESSION_STORE: z.boolean().default(false),
  /** Use the student's own `KeyValueSessionStore` instead of the built-in one. */
  USE_EXERCISE: z.boolean().default(false),
  /** The key-value service that the counter talks to; `None` is the one that runs beside it. */
  KV_URL: httpUrl.nullable().default(null),
  /** Folder of the disk store; `None` is the folder `kv` in the data folder. */
  KV_DBM: z.string().min(1).nullable().default(null),
  /** Engine of the key-value service: `'disk'`, `'memory'` or a `redis://` URL. */
  KV_STORE: storeEngine.default('disk'),
  /**
   * Signs the cookie; `None` is a fresh random key at each start. A byte of it that is no UTF-8 is half a character, U+DC80 to
   * U+DCFF, as Python's `surrogateescape` has it (PEP 383).
   */
  SECRET_KEY: z.string().min(1).nullable().default(null),
  /** Earlier keys that are still accepted, newest first. */
  SECRET_KEY_FALLBACKS: z.array(z.string().min(1)).default([]),
  SESSION_COOKIE_NAME: name.default('session'),
  SESSION_COOKIE_HTTPONLY: z.boolean().default(true),
  SESSION_COOKIE_SAMESITE: z.enum(['Strict', 'Lax', 'None']).nullable().default(null),
  SESSION_COOKIE_SECURE: z.boolean().default(false),
  /** Path of the cookie; `None` is `APPLICATION_ROOT`. */
  SESSION_COOKIE_PATH: z.string().min(1).nullable().default(null),
  /** Hosts below this one get the cookie too; `None` keeps it to the host that set it. */
  SESSION_COOKIE_DOMAIN: hostName.nullable().default(null),
  /** Keeps the cookie apart for each site in which it is set (CHIPS), and adds `Secure`. */
  SESSION_COOKIE_PARTITIONED: z.boolean().default(false),
  /** Where Flask takes the application to be mounted; here the path of the cookie unless `SESSION_COOKIE_PATH` says more. */
  APPLICATION_ROOT: z.string().min(1).default('/'),
  /** Seconds for which a session is accepted; 31 days unless told, as in Flask. */
  PERMANENT_SESSION_LIFETIME: seconds.default(2_678_400),
  /** `False` adopts a session id that this server never issued (session fixation). */
  STRICT_SESSION_IDS: z.boolean().default(true),
  /** `False` lets parallel requests of one session overwrite each other's updates. */
  LOCK_SESSIONS: z.boolean().default(true),
})
export type Settings = z.infer<typeof settingsSchema>
export type SettingKey = keyof Settings

/** The settings of an empty file. */
export const defaultSettings: Settings = settingsSchema.parse({})

/** What everybody may know of the settings: all but the keys themselves, and the user and password in a URL. */
export const publicSettingsSchema = settingsSchema
  .omit({ SECRET_KEY: true, SECRET_KEY_FALLBACKS: true })
  .extend({ secretKey: z.enum(['configured', 'random']), fallbackKeys: z.number().int() })
export type PublicSettings = z.infer<typeof publicSettingsSchema>

/** Hides what is secret. */
export const publicSettings = ({ SECRET_KEY, SECRET_KEY_FALLBACKS, ...rest }: Settings): PublicSettings => ({
  ...rest,
  KV_URL: rest.KV_URL === null ? null : publicUrl(rest.KV_URL),
  KV_STORE: publicUrl(rest.KV_STORE),
  secretKey: SECRET_KEY === null ? 'random' : 'configured',
  fallbackKeys: SECRET_KEY_FALLBACKS.length,
})

/** One thing wrong with `counter.cfg`; the last good settings stay in force until it is mended, all of them unless it stands alone. */
export const settingsProblemSchema = z.object({
  file: z.string(),
  /** Counted from 1; 0 when the file as a whole could not be read. */
  line: z.number().int(),
  key: z.string().optional(),
  /** What is wrong and what was expected. */
  message: z.string(),
  /** All else in the file is in force nevertheless. */
  isAlone: z.boolean().optional(),
})
export type SettingsProblem = z.infer<typeof settingsProblemSchema>

/** One edit of `counter.cfg`. */
export const settingChangeSchema = z.discriminatedUnion('key', [
  z.object({ key: z.literal('USE_SESSION_STORE'), value: z.boolean() }),
  z.object({ key: z.literal('USE_EXERCISE'), value: z.boolean() }),
  z.object({ key: z.literal('STRICT_SESSION_IDS'), value: z.boolean() }),
  z.object({ key: z.literal('LOCK_SESSIONS'), value: z.boolean() }),
  z.object({ key: z.literal('SESSION_COOKIE_HTTPONLY'), value: z.boolean() }),
  z.object({ key: z.literal('SESSION_COOKIE_SECURE'), value: z.boolean() }),
  z.object({ key: z.literal('SESSION_COOKIE_SAMESITE'), value: z.enum(['Strict', 'Lax', 'None']).nullable() }),
  z.object({ key: z.literal('SESSION_COOKIE_PATH'), value: z.string().min(1).nullable() }),
  z.object({ key: z.literal('SESSION_COOKIE_DOMAIN'), value: hostName.nullable() }),
  z.object({ key: z.literal('SESSION_COOKIE_PARTITIONED'), value: z.boolean() }),
  z.object({ key: z.literal('APPLICATION_ROOT'), value: z.string().min(1) }),
  z.object({ key: z.literal('SESSION_COOKIE_NAME'), value: name }),
  z.object({ key: z.literal('PERMANENT_SESSION_LIFETIME'), value: seconds }),
  z.object({ key: z.literal('SECRET_KEY'), value: z.string().min(1).nullable() }),
  z.object({ key: z.literal('SECRET_KEY_FALLBACKS'), value: z.array(z.string().min(1)) }),
  z.object({ key: z.literal('KV_URL'), value: httpUrl.nullable() }),
  z.object({ key: z.literal('KV_STORE'), value: storeEngine }),
  z.object({ key: z.literal('KV_DBM'), value: z.string().min(1).nullable() }),
])
export type SettingChange = z.infer<typeof settingChangeSchema>
