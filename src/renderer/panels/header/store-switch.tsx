import { useState } from 'react'
import type { PublicSettings } from '../../../shared/settings.ts'
import { useCall } from '../../hooks/use-call.ts'
import { texts } from '../../texts.ts'

/** The mode switch, and in one sentence what it means now. */
export const StoreSwitch = ({ settings }: { readonly settings: PublicSettings }) => {
  const call = useCall()
  const [isAsking, setIsAsking] = useState(false)
  // The switch shows what is in force, never what was wished for: a reload right after it must find it so.
  const isOn = settings.USE_SESSION_STORE
  const change = async () => {
    setIsAsking(true)
    await call('settings.change', { key: 'USE_SESSION_STORE', value: !isOn })
    setIsAsking(false)
  }
  const hint = texts.mode.hint(isOn)
  return (
    <>
      <button
        type="button"
        className="store-switch"
        role="switch"
        aria-checked={isOn}
        aria-busy={isAsking}
        onClick={() => void change()}
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
