import { z } from 'zod'
import { setNewest } from '../shared/base/bounded-map.ts'
import type { FactOf } from '../shared/stream/observation.ts'

/** A cookie that Chromium did not keep, or did not send. */
export type CookieVerdict = Omit<FactOf<'cookie.blocked'>, 'kind' | 'browser'>

// What is read of the DevTools Protocol's messages; the rest is none of ours.
const requestSchema = z.object({ requestId: z.string(), request: z.object({ url: z.string() }) })
const receivedSchema = z.object({
  requestId: z.string(),
  blockedCookies: z.array(z.object({ cookieLine: z.string(), blockedReasons: z.array(z.string()) })),
})
const sentSchema = z.object({
  requestId: z.string(),
  associatedCookies: z.array(
    z.object({ cookie: z.object({ name: z.string(), value: z.string() }), blockedReasons: z.array(z.string()) }),
  ),
})

const urlsKept = 200
const urlAtMost = 4_000

/** Reads the verdicts out of the protocol's messages, one after the other; `pageUrl` stands in for the URL of a request that is not known. */
export const createVerdictReader = (pageUrl: () => string) => {
  const urls = new Map<string, string>()
  const urlOf = (request: string): string => urls.get(request) ?? pageUrl()

  const readers: Readonly<Record<string, (message: unknown) => CookieVerdict[]>> = {
    'Network.requestWillBeSent': (message) => {
      const { data } = requestSchema.safeParse(message)
      if (data !== undefined) setNewest(urls, data.requestId, data.request.url.slice(0, urlAtMost), urlsKept)
      return []
    },
    'Network.responseReceivedExtraInfo': (message) => {
      const { requestId = '', blockedCookies = [] } = receivedSchema.safeParse(message).data ?? {}
      return blockedCookies.map(({ cookieLine, blockedReasons }) => ({
        url: urlOf(requestId),
        occasion: 'answer',
        text: cookieLine,
        reasons: blockedReasons,
      }))
    },
    'Network.requestWillBeSentExtraInfo': (message) => {
      const { requestId = '', associatedCookies = [] } = sentSchema.safeParse(message).data ?? {}
      const blocked = associatedCookies.filter(({ blockedReasons }) => blockedReasons.length > 0)
      return blocked.map(({ cookie: { name, value }, blockedReasons }) => ({
        url: urlOf(requestId),
        occasion: 'request',
        text: `${name}=${value}`,
        reasons: blockedReasons,
      }))
    },
  }
  return (method: string, message: unknown): CookieVerdict[] =>
    Object.hasOwn(readers, method) ? (readers[method]?.(message) ?? []) : []
}
