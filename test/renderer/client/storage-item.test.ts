import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createStorageItem } from '../../../src/renderer/client/storage-item.ts'

const storageOf = (text: string | null) => ({ getItem: () => text, setItem: () => undefined })
const refusing = {
  getItem: () => {
    throw new Error('SecurityError')
  },
  setItem: () => {
    throw new Error('QuotaExceededError')
  },
}

describe('a stored value', () => {
  it('comes back as it was kept', () => {
    const items = new Map<string, string>()
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, text: string) => {
        items.set(key, text)
      },
    }
    createStorageItem(storage, 'a', z.array(z.number())).write([1, 2])
    expect(createStorageItem(storage, 'a', z.array(z.number())).read()).toEqual([1, 2])
    expect(createStorageItem(storage, 'b', z.array(z.number())).read()).toBeUndefined()
  })

  it.each([null, '', '{', '"text"', '[1,"2"]'])('is none where %j is kept', (text) => {
    expect(createStorageItem(storageOf(text), 'a', z.array(z.number())).read()).toBeUndefined()
  })

  it('lasts as long as the page where a browser refuses to keep it', () => {
    const stored = createStorageItem(refusing, 'a', z.string())
    expect(() => {
      stored.write('x')
    }).not.toThrow()
    expect(stored.read()).toBeUndefined()
  })
})
