import type { Cookie, Cookies } from 'electron'
import type { JarCookie } from '../shared/observation.ts'

/** What the jar holds now. */
export const readJar = async (cookies: Cookies): Promise<JarCookie[]> => (await cookies.get({})).map(toJarCookie)

/** Tells what the jar holds whenever that changed: read anew each time, since the event's own account can be wrong. */
export const watchJar = (cookies: Cookies, tell: (cookies: JarCookie[]) => void) => {
  let told = '[]'
  let reading = Promise.resolve()
  const read = (): Promise<void> => {
    reading = reading.then(async () => {
      const now = await readJar(cookies)
      const text = JSON.stringify(now)
      if (text === told) return
      told = text
      tell(now)
    })
    return reading
  }
  const onChanged = () => void read()
  cookies.on('changed', onChanged)
  return {
    read,
    stop: () => {
      cookies.off('changed', onChanged)
    },
  }
}

const sameSites = { unspecified: 'unspecified', no_restriction: 'none', lax: 'lax', strict: 'strict' } as const

const toJarCookie = ({ name, value, domain, path, httpOnly, secure, sameSite, expirationDate }: Cookie): JarCookie => ({
  name,
  value,
  domain: domain ?? '',
  path: path ?? '/',
  httpOnly: httpOnly ?? false,
  secure: secure ?? false,
  sameSite: sameSites[sameSite],
  ...(expirationDate === undefined ? {} : { expires: expirationDate * 1000 }),
})
