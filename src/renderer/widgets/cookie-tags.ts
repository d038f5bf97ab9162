import type { JarCookie } from '../../shared/stream/lab-state.ts'

/** The attributes of a cookie in a jar that are worth a tag of their own, as a Set-Cookie line writes them. */
export const cookieTags = ({ httpOnly, secure, sameSite }: JarCookie): string[] => [
  ...(httpOnly ? ['HttpOnly'] : []),
  ...(secure ? ['Secure'] : []),
  ...(sameSite === 'unspecified' ? [] : [`SameSite=${sameSite}`]),
]
