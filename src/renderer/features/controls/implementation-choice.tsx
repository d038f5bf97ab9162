import type { PublicSettings } from '../../../shared/stream/settings.ts'
import { controlsTexts } from './controls-texts.ts'
import { useSetting } from '../../client/use-setting.ts'

const texts = controlsTexts.implementation
const implementations = ['built-in', 'yours'] as const

/** Whose KeyValueSessionStore the counter uses. The browser's own list: it opens above native views, which no part of the page can. */
export const ImplementationChoice = ({ settings }: { readonly settings: PublicSettings }) => {
  const [isYours, change] = useSetting('USE_EXERCISE', settings)
  return (
    <label className="implementation" title={texts.hint(isYours, settings.USE_SESSION_STORE)}>
      <span className="implementation-label">{texts.label}</span>
      <select value={isYours ? 'yours' : 'built-in'} onChange={(event) => void change(event.target.value === 'yours')}>
        {implementations.map((one) => (
          <option key={one} value={one}>
            {texts[one]}
          </option>
        ))}
      </select>
    </label>
  )
}
