import { z } from 'zod'
import { createLiveValue, type LiveValue } from '../../client/store/live-value.ts'
import { createStorageItem, type ValueStorage } from '../../client/storage-item.ts'

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

/** Keeps the draft in a browser's storage; what cannot be read there counts as none. */
export const createCodeStore = (storage: ValueStorage): CodeStore => {
  const stored = createStorageItem(storage, 'sessionscope.code', codeDraftSchema.nullable())
  const { change, ...state } = createLiveValue<CodeState>({ draft: stored.read() ?? undefined, isChecking: false })
  const become = (part: Partial<CodeState>): void => {
    const before = state.current()
    const next = { ...before, ...part }
    if (next.draft !== before.draft) stored.write(next.draft ?? null)
    change(next)
  }
  return {
    ...state,
    keep: (draft) => {
      become({ draft })
    },
    forget: () => {
      become({ draft: undefined })
    },
    during: async (check) => {
      become({ isChecking: true })
      await check()
      become({ isChecking: false })
    },
  }
}
