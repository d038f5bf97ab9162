import type { HeaderList } from '../header-list.ts'
import { isOfConnection } from '../request/request-rules.ts'

/** A request as another program is to send it. */
export interface SnippetRequest {
  readonly method: string
  /** Origin, path and query, exactly as they are to be sent. */
  readonly url: string
  readonly headers: HeaderList
  readonly body: string
}

/** Headers by which the program that sends says who it is and what it can decode, and those only a page's fetch has. */
const ofSender = /^(host|user-agent|accept-encoding|traceparent|tracestate|upgrade-insecure-requests|sec-.*)$/i

/** A request without what the program that sends it adds by itself: then it is seen under its own name. */
export const snippetRequest = (
  { method, target, headers, body }: { readonly method: string; readonly target: string; readonly headers: HeaderList; readonly body: string },
  origin: string,
): SnippetRequest => ({
  method,
  url: `${origin.replace(/\/$/, '')}${target}`,
  headers: headers.filter(([name]) => !isOfConnection(name) && !ofSender.test(name)),
  body,
})
