import { describe, expect, it } from 'vitest'
import { createConsole } from '../../../../src/renderer/features/console/console.ts'
import { emptyDraft } from '../../../../src/shared/request/draft.ts'

const storageOf = (stored: string | null) => {
  let text = stored
  return {
    getItem: () => text,
    setItem: (_key: string, value: string) => {
      text = value
    },
  }
}
const nothing = {
  getItem: () => null,
  setItem: () => {
    throw new Error('the quota is exceeded')
  },
}

describe('createConsole', () => {
  it('remembers what was sent, newest first, each once, and beyond the page', () => {
    const storage = storageOf(null)
    const console = createConsole(storage)
    const other = { ...emptyDraft, target: '/other' }
    console.remember(emptyDraft, 200)
    console.remember(other, undefined)
    console.remember(emptyDraft, 404)
    expect(console.current().history.map(({ draft, status }) => [draft.target, status])).toEqual([
      ['/', 404],
      ['/other', undefined],
    ])
    expect(createConsole(storage).current().history).toEqual(console.current().history)
    console.forget()
    expect(createConsole(storage).current().history).toEqual([])
  })

  it('keeps twenty, and stores no more than there is room for', () => {
    const storage = storageOf(null)
    const console = createConsole(storage)
    for (let turn = 0; turn < 25; turn += 1)
      console.remember({ ...emptyDraft, target: `/${turn}`, body: 'x'.repeat(300_000) }, 200)
    expect(console.current().history.map(({ draft }) => draft.target)).toEqual(
      Array.from({ length: 20 }, (_, index) => `/${24 - index}`),
    )
    expect(
      createConsole(storage)
        .current()
        .history.map(({ draft }) => draft.target),
    ).toEqual(['/24', '/23', '/22'])
  })

  it.each(['{', '{}', '[{"id":1}]'])('begins anew where the storage holds %s', (stored) => {
    expect(createConsole(storageOf(stored)).current().history).toEqual([])
  })

  it('goes on where nothing may be stored', () => {
    const console = createConsole(nothing)
    console.remember(emptyDraft, 200)
    expect(console.current().history).toHaveLength(1)
  })

  it('keeps the answer of before when it is filled in anew', () => {
    const console = createConsole(nothing)
    console.edit({ target: '/x' })
    console.send({ state: 'under-way' })
    console.fill(emptyDraft, { exchange: 3, leftOut: [] })
    expect(console.current()).toMatchObject({
      draft: emptyDraft,
      origin: { exchange: 3 },
      sending: { state: 'under-way' },
    })
  })
})
