import { isLocalUrl } from '../../shared/base/address.ts'
import type { JarCookie } from '../../shared/stream/lab-state.ts'

/**
 * An address whose page could set a cookie: what a jar must know to judge it. A cookie for another machine gets one of
 * this machine, so that the jar refuses it for its domain.
 */
export const cookieUrl = ({ domain, path }: Pick<JarCookie, 'domain' | 'path'>): string => {
  const url = new URL('http://localhost/')
  const host = `http://${domain.replace(/^\./, '')}/`
  if (isLocalUrl(host)) url.hostname = new URL(host).hostname
  if (path.startsWith('/')) url.pathname = path
  return url.href
}
