import { createAllowance } from './allowance.ts'

/** Tells what something is now, each time that it changes. */
export interface Teller<T> {
  readonly tell: (value: T) => void
  /** What has not been told yet never will be. */
  readonly stop: () => void
}

// Characters. Some forty changes at once and twenty a second, if they are small: more than a person brings about or
// could follow.
const limits = { capacity: 1_000_000, perSecond: 500_000 }
const fixedAmount = 25_000

/**
 * Tells each change at once, as long as they are not too many or too large; then only the newest, when there is room
 * for it. So a page that changes something without end cannot fill the memory with what it was in between, and what
 * is told last is what is.
 */
export const tellNewest = <T>(told: (value: T) => void, weigh: (value: T) => number): Teller<T> => {
  const allowance = createAllowance(limits)
  let waiting: { readonly value: T } | undefined
  let timer: NodeJS.Timeout | undefined

  const offer = (value: T): void => {
    if (allowance.take(fixedAmount + weigh(value))) return told(value)
    waiting = { value }
    timer = setTimeout(() => {
      timer = undefined
      const { value: newest } = waiting ?? { value }
      waiting = undefined
      offer(newest)
    }, allowance.wait())
  }
  return {
    tell: (value) => {
      if (timer === undefined) offer(value)
      else waiting = { value }
    },
    stop: () => {
      clearTimeout(timer)
    },
  }
}
