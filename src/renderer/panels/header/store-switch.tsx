import { useState } from 'react'
import type { PublicSettings } from '../../../shared/settings.ts'
import { useCall } from '../../hooks/use-call.ts'
import { texts } from '../../texts.ts'

// What was asked for, until the settings that it was asked under are no longer the settings.
interface Wish {
  readonly value: boolean
  readonly under: PublicSettings
}

/** The mode switch, and in one sentence what it means now. */
export const StoreSwitch = ({ settings }: { readonly settings: PublicSettings }) => {
  const call = useCall()
  const [wish, setWish] = useState<Wish>()
  const isOn = wish?.under === settings ? wish.value : settings.USE_SESSION_STORE
  const change = async (value: boolean) => {
    setWish({ value, under: settings })
    const result = await call('settings.change', { key: 'USE_SESSION_STORE', value })
    if (!result.ok) setWish(undefined)
  }
  const hint = texts.mode.hint(isOn)
  return (
    <>
      <button
        type="button"
        className="store-switch"
        role="switch"
        aria-checked={isOn}
        onClick={() => void change(!isOn)}
      >
        {texts.mode.setting}
        <span className="store-switch-track" aria-hidden />
        <span className="store-switch-value" aria-hidden>
          {texts.mode.value(isOn)}
        </span>
      </button>
      <span className="header-hint" title={hint}>
        {hint}
      </span>
    </>
  )
}
