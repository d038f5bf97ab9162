import type { OperationName } from '../../shared/wire/contract.ts'
import { createLiveValue, type LiveValue } from './store/live-value.ts'

/** What a notice can be about: an operation of the lab, or what the panel does by itself. */
export type NoticeSource =
  | OperationName
  | 'har.import'
  | 'recording.open'
  | 'recording.save'
  | 'console.fill'
  | 'tab.load'

/** Something that went wrong in an operation: the user should know it, and can put it away. */
export interface Notice {
  readonly id: number
  readonly operation: NoticeSource
  readonly message: string
}

/** The notices that are not put away yet, oldest first. */
export interface Notices extends LiveValue<readonly Notice[]> {
  readonly add: (operation: NoticeSource, message: string) => void
  /** Puts away what was said of an operation: it has succeeded since. */
  readonly settle: (operation: NoticeSource) => void
  readonly dismiss: (id: number) => void
}

const shownAtMost = 3

/** Keeps the newest three; the same message again replaces the earlier one. */
export const createNotices = (): Notices => {
  const { change, ...notices } = createLiveValue<readonly Notice[]>([])
  let count = 0
  const become = (next: readonly Notice[]): void => {
    const now = notices.current()
    if (next.length !== now.length || next.some((notice, index) => notice !== now[index])) change(next)
  }
  return {
    ...notices,
    add: (operation, message) => {
      const others = notices.current().filter((notice) => notice.message !== message)
      become([...others, { id: (count += 1), operation, message }].slice(-shownAtMost))
    },
    settle: (operation) => {
      become(notices.current().filter((notice) => notice.operation !== operation))
    },
    dismiss: (id) => {
      become(notices.current().filter((notice) => notice.id !== id))
    },
  }
}
