import type { Cookie, Cookies } from 'electron'
import type { JarCookie } from '../shared/stream/lab-state.ts'
import { messageOf } from '../shared/base/result.ts'
import { tellNewest } from './tell-newest.ts'

interface JarListeners {
  readonly tell: (cookies: JarCookie[]) => void
  /** Told why the jar could not be read, or that it could. */
  readonly onProblem: (problem: string | undefined) => void
}

/** What the jar holds now. */
export const readJar = async (cookies: Cookies): Promise<JarCookie[]> => (await cookies.get({})).map(toJarCookie)

/**
 * Tells what the jar holds whenever that changed: read anew each time, since the event's own account can be wrong.
 * Changes that come while it is being read are seen by one more reading, however many they are. `read` is done when
 * the jar was read since it was asked.
 */
export const watchJar = (cookies: Cookies, { tell, onProblem }: JarListeners) => {
  let told = '[]'
  const teller = tellNewest(tell, weightOf)
  const readOnce = async (): Promise<void> => {
    const now = await readJar(cookies)
    onProblem(undefined)
    const text = JSON.stringify(now)
    if (text === told) return
    told = text
    teller.tell(now)
  }
  let reading: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  const read = (): Promise<void> => {
    next ??= reading.then(() => {
      next = undefined
      reading = readOnce().catch((thrown: unknown) => {
        onProblem(messageOf(thrown))
      })
      return reading
    })
    return next
  }
  const onChanged = () => void read()
  cookies.on('changed', onChanged)
  return {
    read,
    stop: () => {
      teller.stop()
      cookies.off('changed', onChanged)
    },
  }
}

// Characters.
const weightOf = (cookies: readonly JarCookie[]): number =>
  cookies.reduce(
    (sum, { name, value, domain, path }) => sum + name.length + value.length + domain.length + path.length + 100,
    0,
  )

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
