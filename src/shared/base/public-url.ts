/**
 * What everybody may know of a URL in the settings: without user, password, query and fragment. Where it is not clear what belongs to
 * a password, as in one that holds a `/`, only the scheme is left. What is no URL at all, such as `disk`, stays.
 */
export const publicUrl = (url: string): string => {
  const { scheme = '' } = /^(?<scheme>[a-z][a-z\d+.-]*:\/\/)/i.exec(url)?.groups ?? {}
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined) return scheme === '' && !url.includes('@') ? url : `${scheme}…`
  const { protocol, host, pathname, href } = parsed
  // Behind the host, where no user or password belongs.
  const rest = href.slice(href.indexOf(host, protocol.length) + host.length)
  if (scheme === '' || rest.includes('@')) return `${scheme}…`
  // As it was written, where there is nothing to hide.
  return /[@?#]/.test(url) ? `${protocol}//${host}${pathname}` : url
}

/**
 * The address of a service that settings name, for whoever sends requests there: without user and password, which no request of ours
 * sends, and a student's would show in the stream. Of what is no URL only what everybody may know, since errors quote it.
 */
export const withoutCredentials = (url: string): string => {
  if (!URL.canParse(url)) return publicUrl(url)
  const { authority = '' } = /^[a-z][a-z\d+.-]*:\/\/(?<authority>[^/?#]*@)/i.exec(url)?.groups ?? {}
  return authority === '' ? url : url.replace(authority, () => '')
}

/** A message without the user and password of any URL that it quotes. */
export const withoutUserInfo = (message: string): string =>
  message.replace(/([a-z][a-z\d+.-]*:\/\/)([^\s"'<>]*@)/gi, '$1')
