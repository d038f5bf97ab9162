import type { ValueStorage } from '../storage-item.ts'

/** The token that an address of the panel carries: `#token=…` or `?token=…`. */
export const tokenOf = ({ search, hash }: Pick<URL, 'search' | 'hash'>): string | undefined =>
  new URLSearchParams(hash.slice(1)).get('token') ?? new URLSearchParams(search).get('token') ?? undefined

/** The window that the panel is in, as far as its token goes. */
export interface TokenWindow {
  readonly location: Pick<Location, 'pathname' | 'search' | 'hash' | 'reload'>
  readonly history: Pick<History, 'replaceState'>
  /** Of this tab alone, until it is closed: other tabs, or whoever listens on the port tomorrow, find nothing there. */
  readonly sessionStorage: ValueStorage
  addEventListener(type: 'hashchange', listener: () => void): void
}

/** The token that the panel was opened with, if any, and how it begins anew with one that was typed. */
export interface PanelToken {
  readonly token: string | undefined
  readonly enter: (token: string) => void
}

const key = 'sessionscope.token'

/**
 * Takes the token out of the panel's address, so that it stands neither on a projector nor in a bookmark, and keeps it for this tab,
 * so that a reload works. Where nothing can be kept it stays in the address. An address that is opened over this very page, such
 * as that of a server that was started again, makes no new page by itself.
 */
export const openWithToken = (page: TokenWindow): PanelToken => {
  const { location, history, sessionStorage: storage } = page
  const given = tokenOf(location)
  if (given !== undefined && keep(storage, given)) history.replaceState(null, '', location.pathname)
  page.addEventListener('hashchange', () => {
    if (tokenOf(location) !== undefined) location.reload()
  })
  return {
    token: given ?? kept(storage),
    enter: (token) => {
      if (keep(storage, token)) location.reload()
      // Its change begins anew by itself.
      else location.hash = new URLSearchParams({ token }).toString()
    },
  }
}

const keep = (storage: ValueStorage, token: string): boolean => {
  try {
    storage.setItem(key, token)
    return true
  } catch {
    return false
  }
}

const kept = (storage: ValueStorage): string | undefined => {
  try {
    return storage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}
