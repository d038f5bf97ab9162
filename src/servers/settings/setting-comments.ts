import type { SettingKey } from '../../shared/stream/settings.ts'

/** What each key is for, in the order of the file: what stands above it in a new one. */
export const settingComments: Readonly<Record<SettingKey, string>> = {
  USE_SESSION_STORE: 'Where session data lives: False in the signed cookie, True in the key-value service.',
  USE_EXERCISE: 'True uses your own KeyValueSessionStore instead of the built-in one.',
  STRICT_SESSION_IDS: 'False adopts a session id that this server never issued (session fixation).',
  LOCK_SESSIONS: "False lets parallel requests of one session overwrite each other's updates.",
  SECRET_KEY: 'Signs the cookie. None is a fresh random key at each start.',
  SECRET_KEY_FALLBACKS: 'Earlier keys that are still accepted, newest first.',
  SESSION_COOKIE_NAME: 'Name of the session cookie.',
  SESSION_COOKIE_HTTPONLY: 'True hides the cookie from scripts.',
  SESSION_COOKIE_SAMESITE:
    "Whether other sites' pages may bring the cookie: 'Strict', 'Lax', 'None', or None to say nothing.",
  SESSION_COOKIE_SECURE: 'True keeps the cookie to https.',
  SESSION_COOKIE_PATH: 'Path of the cookie. None is APPLICATION_ROOT.',
  SESSION_COOKIE_DOMAIN: 'Hosts below this one get the cookie too. None keeps it to the host that set it.',
  SESSION_COOKIE_PARTITIONED: 'True keeps the cookie apart for each site in which it is set, and to https.',
  APPLICATION_ROOT: 'Path of the cookie, unless SESSION_COOKIE_PATH names one.',
  PERMANENT_SESSION_LIFETIME: 'Seconds for which a session is accepted.',
  KV_URL: 'The key-value service that the counter talks to. None is the one that runs beside it.',
  KV_STORE: "Engine of the key-value service: 'disk', 'memory' or a URL such as 'redis://localhost:6379'.",
  KV_DBM: 'Folder of the disk store. None is a folder of the application.',
}
