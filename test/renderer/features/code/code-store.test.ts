import { describe, expect, it } from 'vitest'
import { createCodeStore } from '../../../../src/renderer/features/code/code-store.ts'

const storageOf = (kept: string | null = null) => {
  let text = kept
  return {
    getItem: () => text,
    setItem: (_key: string, next: string) => {
      text = next
    },
    text: () => text,
  }
}

describe('the draft of the code', () => {
  it('outlives the page until it is forgotten', () => {
    const storage = storageOf()
    const draft = { text: '// mine', base: 'a' }
    createCodeStore(storage).keep(draft)
    const again = createCodeStore(storage)
    expect(again.current().draft).toEqual(draft)
    again.forget()
    expect(createCodeStore(storage).current().draft).toBeUndefined()
  })

  it.each(['', 'null', '{', '{"text":1}', '[]'])('is none where the storage holds %j', (text) => {
    expect(createCodeStore(storageOf(text)).current()).toEqual({ draft: undefined, isChecking: false })
  })

  it('lasts as long as the page where nothing can be stored', () => {
    const store = createCodeStore({
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    })
    store.keep({ text: 't', base: 'b' })
    expect(store.current().draft?.text).toBe('t')
  })

  it('says for how long a check is under way', async () => {
    const store = createCodeStore(storageOf())
    const seen: boolean[] = []
    store.subscribe(() => seen.push(store.current().isChecking))
    await store.during(() => Promise.resolve())
    expect(seen).toEqual([true, false])
  })
})
