import type { PublicSettings } from '../../../shared/stream/settings.ts'
import { useSetting } from '../../client/use-setting.ts'
import { controlsTexts } from './controls-texts.ts'

/** The mode switch. */
export const StoreSwitch = ({ settings }: { readonly settings: PublicSettings }) => {
  const [isOn, change] = useSetting('USE_SESSION_STORE', settings)
  return (
    <button type="button" className="store-switch" role="switch" aria-checked={isOn} onClick={() => void change(!isOn)}>
      {controlsTexts.mode.setting}
      <span className="store-switch-track" aria-hidden />
      <span className="store-switch-value" aria-hidden>
        {controlsTexts.mode.value(isOn)}
      </span>
    </button>
  )
}
