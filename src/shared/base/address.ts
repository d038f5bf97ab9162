import { failure, success, type Result } from './result.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a URL is on this machine: the only place that the lab's browsers go. */
export const isLocalUrl = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && loopback.test(hostname)
}

/**
 * The URL that a typed address means: `/reset` on the page's own server, `localhost:5100/foo`, or a whole URL.
 * Fails for what is no address, and for any that is not on this machine.
 */
export const resolveAddress = (typed: string, base: string): Result<string> => {
  const text = typed.trim()
  const url = parse(text, base)
  if (url === undefined)
    return failure(
      'bad-input',
      `“${text}” is not an address. Type a path such as / or an address such as localhost:5000/`,
    )
  if (!isLocalUrl(url.href))
    return failure('refused', `The browsers of the lab only open pages of this machine, such as ${base}`)
  return success(url.href)
}

const parse = (text: string, base: string): URL | undefined => {
  if (text.startsWith('/')) return URL.canParse(text, base) ? new URL(text, base) : undefined
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  return text !== '' && URL.canParse(whole) ? new URL(whole) : undefined
}
