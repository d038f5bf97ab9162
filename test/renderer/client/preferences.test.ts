import { describe, expect, it } from 'vitest'
import { createPreferences } from '../../../src/renderer/client/preferences.ts'

const storageOf = (stored: string | null) => {
  const writes: string[] = []
  return {
    writes,
    getItem: () => stored,
    setItem: (_key: string, value: string) => {
      writes.push(value)
    },
  }
}
const defaults = {
  theme: 'system',
  textSize: 'normal',
  tab: 'timeline',
  isLabShown: true,
  crashesSeenUntil: 0,
  layouts: {},
}

describe('createPreferences', () => {
  it.each([
    [null, defaults],
    ['{', defaults],
    ['[]', defaults],
    ['{"theme":"dark","tab":"store"}', { ...defaults, theme: 'dark', tab: 'store' }],
    ['{"theme":"pink","textSize":"large"}', { ...defaults, textSize: 'large' }],
    ['{"layouts":{"a":{"b":"wide"}}}', defaults],
    ['{"version":1,"theme":"dark"}', { ...defaults, theme: 'dark' }],
    ['{"version":999,"theme":"dark"}', defaults],
  ])('reads %j', (stored, expected) => {
    expect(createPreferences(storageOf(stored)).current()).toEqual(expected)
  })

  it('keeps what is changed, and tells', () => {
    const storage = storageOf(null)
    const preferences = createPreferences(storage)
    let told = 0
    preferences.subscribe(() => {
      told += 1
    })
    preferences.change({ theme: 'dark' })
    expect(preferences.current().theme).toBe('dark')
    expect(told).toBe(1)
    expect(JSON.parse(storage.writes[0] ?? '')).toEqual({ version: 1, ...defaults, theme: 'dark' })
  })

  it('goes on where nothing may be stored', () => {
    const refuse = () => {
      throw new Error('the quota is exceeded')
    }
    const preferences = createPreferences({ getItem: refuse, setItem: refuse })
    preferences.change({ theme: 'light' })
    expect(preferences.current().theme).toBe('light')
  })
})
