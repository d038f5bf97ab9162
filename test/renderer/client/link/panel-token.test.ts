// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openWithToken, tokenOf, type TokenWindow } from '../../../../src/renderer/client/link/panel-token.ts'

/** A window at an address, with what a tab keeps over its reloads. */
const windowAt = (address: string, storage: TokenWindow['sessionStorage'] = sessionStorage) => {
  const url = new URL(address, 'http://localhost:5200/')
  const location = { pathname: url.pathname, search: url.search, hash: url.hash, reload: vi.fn<() => void>() }
  const replaceState = vi.fn<History['replaceState']>()
  let onHashChange: () => void = () => undefined
  const page: TokenWindow = {
    location,
    history: { replaceState },
    sessionStorage: storage,
    addEventListener: (_type, listener) => {
      onHashChange = listener
    },
  }
  return {
    page,
    location,
    replaceState,
    openOver: (hash: string) => {
      location.hash = hash
      onHashChange()
    },
  }
}

const refusing = {
  getItem: () => {
    throw new Error('SecurityError')
  },
  setItem: () => {
    throw new Error('QuotaExceededError')
  },
}

beforeEach(() => {
  sessionStorage.clear()
})

describe('tokenOf', () => {
  it.each([
    ['?token=a', '', 'a'],
    ['', '#token=b', 'b'],
    ['?x=1', '#y', undefined],
  ])('%s %s', (search, hash, token) => {
    expect(tokenOf({ search, hash })).toBe(token)
  })
})

describe('the token of the panel', () => {
  it.each(['/#token=abc', '/?token=abc'])(
    'is taken out of the address %s, and still known after a reload',
    (address) => {
      const first = windowAt(address)
      expect(openWithToken(first.page).token).toBe('abc')
      expect(first.replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/')
      const again = windowAt('/')
      expect(openWithToken(again.page).token).toBe('abc')
      expect(again.replaceState).not.toHaveBeenCalled()
    },
  )

  it('is the one of the address, whatever was kept before', () => {
    openWithToken(windowAt('/#token=old').page)
    expect(openWithToken(windowAt('/#token=new').page).token).toBe('new')
    expect(openWithToken(windowAt('/').page).token).toBe('new')
  })

  it('is none where nobody gave one', () => {
    expect(openWithToken(windowAt('/').page).token).toBeUndefined()
  })

  it('stays in the address where the browser keeps nothing', () => {
    const { page, replaceState } = windowAt('/#token=abc', refusing)
    expect(openWithToken(page).token).toBe('abc')
    expect(replaceState).not.toHaveBeenCalled()
    const typed = windowAt('/', refusing)
    openWithToken(typed.page).enter('a b')
    expect(typed.location.hash).toBe('token=a+b')
  })

  it('that was typed is kept, and the panel begins anew with it', () => {
    const { page, location } = windowAt('/')
    openWithToken(page).enter('typed')
    expect(location.reload).toHaveBeenCalledOnce()
    expect(openWithToken(windowAt('/').page).token).toBe('typed')
  })

  it('of an address that is opened over the page makes it begin anew; another fragment does not', () => {
    const { page, location, openOver } = windowAt('/#token=old')
    openWithToken(page)
    openOver('#somewhere')
    expect(location.reload).not.toHaveBeenCalled()
    openOver('#token=new')
    expect(location.reload).toHaveBeenCalledOnce()
  })
})
