/** Something that the user should know and can put away. */
export interface Notice {
  readonly id: number
  readonly message: string
}

/** The notices that are not put away yet, oldest first. */
export interface Notices {
  current(): readonly Notice[]
  subscribe(listener: () => void): () => void
  add(message: string): void
  dismiss(id: number): void
}

const shownAtMost = 3

/** Keeps the newest three; the same message twice in a row is one. */
export const createNotices = (): Notices => {
  const listeners = new Set<() => void>()
  let notices: readonly Notice[] = []
  let count = 0
  const become = (next: readonly Notice[]): void => {
    notices = next
    for (const listener of listeners) listener()
  }
  return {
    current: () => notices,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (message) => {
      if (notices.at(-1)?.message === message) return
      become([...notices, { id: (count += 1), message }].slice(-shownAtMost))
    },
    dismiss: (id) => {
      become(notices.filter((notice) => notice.id !== id))
    },
  }
}
