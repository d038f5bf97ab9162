import { headerValue, type HeaderList } from './header-list.ts'

interface RequestedTarget {
  readonly headers: HeaderList
  readonly target: string
}

/**
 * The URL that a request was for: its target where that is a whole one, else by its Host (RFC 9112 §3.3); undefined
 * where there is none that makes one.
 */
export const urlOf = ({ headers, target }: RequestedTarget): URL | undefined => {
  if (/^https?:\/\//i.test(target) && URL.canParse(target)) return new URL(target)
  const host = headerValue(headers, 'Host') ?? ''
  const text = `http://${host}${target.startsWith('/') ? target : '/'}`
  return host !== '' && URL.canParse(text) ? new URL(text) : undefined
}
