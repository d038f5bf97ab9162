import type { SerializedCookieJar } from 'tough-cookie'
import type { JarCookie } from '../../shared/observation.ts'

// tough-cookie types what a jar serialises to as unknown values, since a custom store may hold anything.
type Stored = SerializedCookieJar['cookies'][number]

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

/** What a tough-cookie jar holds, in the lab's words. */
export const jarCookies = ({ cookies }: SerializedCookieJar): JarCookie[] => cookies.map(toJarCookie)

const toJarCookie = ({ key, value, domain, path, hostOnly, httpOnly, secure, sameSite, expires }: Stored): JarCookie => ({
  name: text(key, ''),
  value: text(value, ''),
  // As Chromium writes it: a leading dot where the hosts below get it too.
  domain: hostOnly === false ? `.${text(domain, '')}` : text(domain, ''),
  path: text(path, '/'),
  httpOnly: httpOnly === true,
  secure: secure === true,
  sameSite: sameSite === 'none' || sameSite === 'lax' || sameSite === 'strict' ? sameSite : 'unspecified',
  ...(typeof expires === 'string' && expires !== 'Infinity' ? { expires: Date.parse(expires) } : {}),
})
