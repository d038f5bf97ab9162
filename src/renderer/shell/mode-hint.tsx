import type { PublicSettings } from '../../shared/stream/settings.ts'
import { texts } from '../texts/texts.ts'

/** In one sentence what the mode means now. */
export const ModeHint = ({ settings: { USE_SESSION_STORE, USE_EXERCISE } }: { readonly settings: PublicSettings }) => {
  const hint = texts.mode.hint(USE_SESSION_STORE, USE_EXERCISE)
  return (
    <span className="header-hint" title={hint}>
      {hint}
    </span>
  )
}
