import type { RequestHandler } from 'express'

/** Which of the counter's paths a request means to Werkzeug: it routes by the decoded path, with one slash at its beginning. */
export const routedPath = (target: string): string => {
  const path = /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] ?? ''
  const decoded = path.replace(/%([\da-f]{2})/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)))
  return decoded.replace(/^\/{2,}/, '/')
}

/** Has Express route by the path that Werkzeug would see. What was asked for is recorded before. */
export const routeAsWerkzeug =
  (paths: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    if (!paths.includes(request.url)) {
      const path = routedPath(request.url)
      if (paths.includes(path)) request.url = path
    }
    next()
  }
