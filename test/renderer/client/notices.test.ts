import { describe, expect, it } from 'vitest'
import { createNotices } from '../../../src/renderer/client/notices.ts'

const messagesOf = (notices: ReturnType<typeof createNotices>) => notices.current().map(({ message }) => message)

describe('createNotices', () => {
  it('keeps the newest three, each message once', () => {
    const notices = createNotices()
    for (const message of ['a', 'b', 'a', 'c', 'd']) notices.add('browser.open', message)
    expect(messagesOf(notices)).toEqual(['a', 'c', 'd'])
  })

  it('puts away what was said of an operation that has succeeded since', () => {
    const notices = createNotices()
    notices.add('browser.open', 'a')
    notices.add('settings.change', 'b')
    notices.settle('browser.open')
    expect(messagesOf(notices)).toEqual(['b'])
  })

  it('tells only when something changed', () => {
    const notices = createNotices()
    let told = 0
    notices.subscribe(() => {
      told += 1
    })
    notices.settle('log.clear')
    notices.add('log.clear', 'a')
    const [notice] = notices.current()
    notices.dismiss(notice?.id ?? 0)
    expect(told).toBe(2)
    expect(notices.current()).toEqual([])
  })
})
