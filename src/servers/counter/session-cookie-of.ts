import type { Request } from 'express'

/** What a cookie-parser made of a value that begins with `j:`; it stands for no session. */
const noSession = 'j:'

/** The value of the request's session cookie, as it was sent; the first of several counts. */
export const sessionCookieOf = (request: Request, name: string): string | undefined => {
  const cookies: unknown = request.cookies
  if (typeof cookies !== 'object' || cookies === null || !Object.hasOwn(cookies, name)) return undefined
  const value: unknown = Object.getOwnPropertyDescriptor(cookies, name)?.value
  return typeof value === 'string' ? value : noSession
}
