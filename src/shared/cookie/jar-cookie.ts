import { readSetCookie, type ReadCookie, type Reception } from './read-set-cookie.ts'
import type { JarCookie } from '../stream/lab-state.ts'

/** What a browser's jar holds of a Set-Cookie line; undefined where it keeps none of it. */
export const jarCookieOf = (raw: string, reception: Reception): JarCookie | undefined => {
  const { verdict } = readSetCookie(raw, reception)
  return verdict.state === 'kept' ? asJarCookie(verdict.cookie) : undefined
}

/** A cookie without what only the jar itself goes by. */
export const asJarCookie = ({ priority: _, ...cookie }: ReadCookie): JarCookie => cookie
