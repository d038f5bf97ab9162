/**
 * What everybody may know of a URL in the settings: without user, password, query and fragment. Where it is not clear what belongs to
 * a password, as in one that holds a `/`, only the scheme is left.
 */
export const publicUrl = (url: string): string => {
  const { scheme = '' } = /^(?<scheme>[a-z][a-z\d+.-]*:\/\/)/i.exec(url)?.groups ?? {}
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined) return url.includes('@') ? `${scheme}…` : (url.split(/[?#]/)[0] ?? '')
  const { protocol, host, pathname, href } = parsed
  // Behind the host, where no user or password belongs.
  const rest = href.slice(href.indexOf(host, protocol.length) + host.length)
  if (scheme === '' || rest.includes('@')) return `${scheme}…`
  // As it was written, where there is nothing to hide.
  return /[@?#]/.test(url) ? `${protocol}//${host}${pathname}` : url
}

/** A message without the user and password of any URL that it quotes. */
export const withoutUserInfo = (message: string): string =>
  message.replace(/([a-z][a-z\d+.-]*:\/\/)([^\s"'<>]*@)/gi, '$1')
