import { useState } from 'react'
import type { PublicSettings } from '../../shared/settings.ts'
import { useCall } from './use-call.ts'

// What was asked for, until the settings that it was asked under are no longer the settings.
interface Wish {
  readonly value: boolean
  readonly under: PublicSettings
}

type Switch = 'USE_SESSION_STORE' | 'USE_EXERCISE'

/** A setting that is on or off, and the one way to change it; what was asked for shows at once. */
export const useSetting = (key: Switch, settings: PublicSettings): readonly [isOn: boolean, change: (isOn: boolean) => Promise<void>] => {
  const call = useCall()
  const [wish, setWish] = useState<Wish>()
  const change = async (value: boolean): Promise<void> => {
    setWish({ value, under: settings })
    const result = await call('settings.change', { key, value })
    if (!result.ok) setWish(undefined)
  }
  return [wish?.under === settings ? wish.value : settings[key], change]
}
