import { useState } from 'react'
import type { Result } from '../../shared/base/result.ts'

/** Shows a value while `ask` asks the lab for it. */
export type AskFor<T> = (value: T, ask: () => Promise<Result<unknown>>) => Promise<void>

/**
 * A value that the lab decides, and the way to ask for another one. That shows at once, until it is refused or until `under`,
 * under which it was asked for, has changed. So a press is answered before the lab has been asked, however far away that is.
 */
export const useOptimisticValue = <T>(actual: T, under: unknown): readonly [shown: T, askFor: AskFor<T>] => {
  const [asked, setAsked] = useState<{ readonly value: T; readonly under: unknown }>()
  const askFor: AskFor<T> = async (value, ask) => {
    setAsked({ value, under })
    const result = await ask()
    if (!result.ok) setAsked(undefined)
  }
  return [asked !== undefined && asked.under === under ? asked.value : actual, askFor]
}
