import type { OperationName } from '../shared/contract.ts'

/** What a notice can be about: an operation of the lab, or what the panel does by itself. */
export type NoticeSource = OperationName | 'har.import'

/** Something that went wrong in an operation: the user should know it, and can put it away. */
export interface Notice {
  readonly id: number
  readonly operation: NoticeSource
  readonly message: string
}

/** The notices that are not put away yet, oldest first. */
export interface Notices {
  readonly current: () => readonly Notice[]
  readonly subscribe: (listener: () => void) => () => void
  readonly add: (operation: NoticeSource, message: string) => void
  /** Puts away what was said of an operation: it has succeeded since. */
  readonly settle: (operation: NoticeSource) => void
  readonly dismiss: (id: number) => void
}

const shownAtMost = 3

/** Keeps the newest three; the same message again replaces the earlier one. */
export const createNotices = (): Notices => {
  const listeners = new Set<() => void>()
  let notices: readonly Notice[] = []
  let count = 0
  const become = (next: readonly Notice[]): void => {
    if (next.length === notices.length && next.every((notice, index) => notice === notices[index])) return
    notices = next
    for (const listener of listeners) listener()
  }
  return {
    current: () => notices,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (operation, message) => {
      const others = notices.filter((notice) => notice.message !== message)
      become([...others, { id: (count += 1), operation, message }].slice(-shownAtMost))
    },
    settle: (operation) => {
      become(notices.filter((notice) => notice.operation !== operation))
    },
    dismiss: (id) => {
      become(notices.filter((notice) => notice.id !== id))
    },
  }
}
