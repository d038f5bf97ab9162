import { getDomain } from 'tldts'

/** Whether a host of a URL is an address and no name. */
const isAddress = (host: string): boolean => host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)

/**
 * Whether Secure cookies may be set by, and go to, a page at this URL: over HTTPS, and on this very machine, as Chromium
 * has it (RFC 6265bis §5.7 leaves it to the browser what counts as secure).
 */
export const isTrustworthy = ({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean =>
  protocol === 'https:' || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/** The name that was registered, with the public suffix below which it was: what cookies and SameSite call a site. */
const registeredName = (host: string): string | undefined =>
  isAddress(host) ? undefined : (getDomain(host, { allowPrivateDomains: true, validateHostname: false }) ?? undefined)

/** The site of a host: its registered name, or the host itself where it has none (`localhost`, an address). */
export const siteOf = (host: string): string => registeredName(host) ?? host

/**
 * Whose cookie a line with this Domain attribute sets when `host` sends it (RFC 6265bis §5.7, steps 8 to 12): with a
 * leading dot where hosts below get it too, without one where it is the host's alone. Undefined where a browser refuses.
 */
export const cookieDomainOf = (attribute: string, host: string): string | undefined => {
  const written = attribute.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  if (written === '') return host
  const registered = registeredName(host)
  // An address, a name like localhost, a public suffix: what is not registered has no hosts below that are its own.
  if (registered === undefined) return written.replace(/^\./, '') === host ? host : undefined
  const domain = canonicalHost(written)?.replace(/^\./, '')
  if (domain === undefined || (host !== domain && !host.endsWith(`.${domain}`))) return undefined
  return registeredName(domain) === registered ? `.${domain}` : undefined
}

// As a URL has it: international names in Punycode. Undefined for what is no host.
const canonicalHost = (text: string): string | undefined => {
  const url = `http://${text}/`
  return /[%/?#@\\:[\]]/.test(text) || !URL.canParse(url) ? undefined : new URL(url).hostname
}

/** Whether a cookie of this domain goes to this host (RFC 6265bis §5.1.3). A leading dot: to the hosts below it, too. */
export const matchesHost = (domain: string, host: string): boolean => {
  const wanted = domain.replace(/^\./, '').toLowerCase()
  return wanted === host || (domain.startsWith('.') && host.endsWith(`.${wanted}`))
}
