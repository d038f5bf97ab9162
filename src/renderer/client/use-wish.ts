import { useState } from 'react'
import type { Result } from '../../shared/base/result.ts'

/** Asks for a value, and shows it meanwhile. */
export type Wish<T> = (value: T, ask: () => Promise<Result<unknown>>) => Promise<void>

/**
 * A value that the lab decides, and the way to wish for another: that shows at once, until it is refused or `under`, what it
 * was wished under, has changed. So a press is answered before the lab has been asked, however far away that is.
 */
export const useWish = <T>(actual: T, under: unknown): readonly [shown: T, wish: Wish<T>] => {
  const [wished, setWished] = useState<{ readonly value: T; readonly under: unknown }>()
  const wish: Wish<T> = async (value, ask) => {
    setWished({ value, under })
    const result = await ask()
    if (!result.ok) setWished(undefined)
  }
  return [wished !== undefined && wished.under === under ? wished.value : actual, wish]
}
