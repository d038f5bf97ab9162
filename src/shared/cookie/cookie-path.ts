// RFC 6265bis §5.1.4. Paths are compared as they stand in the URL: `%6F` is not `o`, and `ü` is not `%C3%BC`.

/** The path of a cookie whose line names none: up to the last slash of the request's path, and without it. */
export const defaultPath = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')))

/** Whether a cookie of this path goes along with a request for that one. */
export const matchesPath = (cookiePath: string, path: string): boolean =>
  path === cookiePath || (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/'))
