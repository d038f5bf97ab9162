import { createAllowance } from './allowance.ts'
import type { CookieVerdict } from './verdict-messages.ts'

/** Who is told of Chromium's verdicts. */
export interface VerdictListeners {
  readonly onBlocked: (blocked: CookieVerdict) => void
  /** Whether Chromium's reasons can be heard from now on. */
  readonly onChange: (areReasonsKnown: boolean) => void
}

// Some thousand verdicts at once and a hundred a second: more than any page brings about that does not mean to.
const verdictsAtMost = { capacity: 2_000_000, perSecond: 200_000 }
const fixedAmount = 2_000
/** Milliseconds that a flood is given to be over. */
const calm = 2_000

/** Tells verdicts. Of a flood of them some are left out, and as long as that is so it is not said that they are known. */
export const tellVerdicts = ({ onBlocked, onChange }: VerdictListeners) => {
  const allowance = createAllowance(verdictsAtMost)
  let isHeard = true
  let missing: NodeJS.Timeout | undefined
  let isKnown = true

  const tellChange = (): void => {
    const next = isHeard && missing === undefined
    if (next === isKnown) return
    isKnown = next
    onChange(next)
  }
  return {
    tell: (blocked: CookieVerdict): void => {
      if (missing === undefined && allowance.take(fixedAmount + blocked.text.length + blocked.url.length))
        return onBlocked(blocked)
      missing ??= setTimeout(() => {
        missing = undefined
        tellChange()
      }, allowance.wait() + calm)
      tellChange()
    },
    /** Whether Chromium can be heard from now on. */
    heed: (next: boolean): void => {
      isHeard = next
      tellChange()
    },
    stop: (): void => {
      clearTimeout(missing)
    },
  }
}
