import type { SettingKey } from '../../shared/stream/settings.ts'

const trueOrFalse = 'True or False'

/** What each key can be set to, in the words of a message. */
export const expectedValues: Readonly<Record<SettingKey, string>> = {
  USE_SESSION_STORE: trueOrFalse,
  USE_EXERCISE: trueOrFalse,
  KV_URL: "a URL in quotes such as 'http://localhost:5100/', or None",
  KV_DBM: 'the path of a folder in quotes, or None',
  KV_STORE: "'disk', 'memory' or a URL such as 'redis://localhost:6379'",
  SECRET_KEY: 'a text in quotes that is not empty, or None',
  SECRET_KEY_FALLBACKS: "a list of texts such as ['old-key', 'older-key']",
  SESSION_COOKIE_NAME: "a cookie name in quotes such as 'session', without spaces",
  SESSION_COOKIE_HTTPONLY: trueOrFalse,
  SESSION_COOKIE_SAMESITE: "'Strict', 'Lax', 'None' or None",
  SESSION_COOKIE_SECURE: trueOrFalse,
  SESSION_COOKIE_PATH: "a path in quotes such as '/app', or None",
  SESSION_COOKIE_DOMAIN: "a host name in quotes such as 'example.org', or None",
  SESSION_COOKIE_PARTITIONED: trueOrFalse,
  APPLICATION_ROOT: "a path in quotes such as '/app'",
  PERMANENT_SESSION_LIFETIME: 'a whole number of seconds, 0 or more, or a timedelta',
  STRICT_SESSION_IDS: trueOrFalse,
  LOCK_SESSIONS: trueOrFalse,
}
