import { z } from 'zod'
import { createLiveValue, type LiveValue } from './store/live-value.ts'

const codeDraftSchema = z.object({
  text: z.string(),
  /** Names the version of the file that it was begun from. */
  base: z.string(),
})

/** What was typed and is not in the file yet. */
export type CodeDraft = z.infer<typeof codeDraftSchema>

/** What the panel alone knows of the student's code. */
export interface CodeState {
  readonly draft: CodeDraft | undefined
  /** Somebody here has asked for a check that is not done yet. */
  readonly isChecking: boolean
}

/** The state of the Code tab, which outlives it; the draft outlives the page too. */
export interface CodeStore extends LiveValue<CodeState> {
  readonly keep: (draft: CodeDraft) => void
  readonly forget: () => void
  /** Runs a check, and says so meanwhile. */
  readonly during: (check: () => Promise<void>) => Promise<void>
}

const key = 'sessionscope.code'

/** Keeps the draft in a browser's storage; what cannot be read there counts as none. */
export const createCodeStore = (storage: Pick<Storage, 'getItem' | 'setItem'>): CodeStore => {
  const { change, ...state } = createLiveValue<CodeState>({ draft: read(storage), isChecking: false })
  const become = (part: Partial<CodeState>): void => {
    const before = state.current()
    const next = { ...before, ...part }
    if (next.draft !== before.draft) write(storage, next.draft)
    change(next)
  }
  return {
    ...state,
    keep: (draft) => { become({ draft }) },
    forget: () => { become({ draft: undefined }) },
    during: async (check) => {
      become({ isChecking: true })
      await check()
      become({ isChecking: false })
    },
  }
}

const read = (storage: Pick<Storage, 'getItem'>): CodeDraft | undefined => {
  try {
    return codeDraftSchema.safeParse(JSON.parse(storage.getItem(key) ?? 'null')).data
  } catch {
    return undefined
  }
}

// A browser may refuse to store anything; the draft then lasts as long as the page.
const write = (storage: Pick<Storage, 'setItem'>, draft: CodeDraft | undefined): void => {
  try {
    storage.setItem(key, JSON.stringify(draft ?? null))
  } catch {
    return
  }
}
