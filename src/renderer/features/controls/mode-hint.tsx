import type { PublicSettings } from '../../../shared/stream/settings.ts'
import { controlsTexts } from './controls-texts.ts'

/** In one sentence what the mode means now. */
export const ModeHint = ({ settings: { USE_SESSION_STORE, USE_EXERCISE } }: { readonly settings: PublicSettings }) => {
  const hint = controlsTexts.mode.hint(USE_SESSION_STORE, USE_EXERCISE)
  return (
    <span className="header-hint" title={hint}>
      {hint}
    </span>
  )
}
