import type { TextSize } from '../../client/preferences.ts'
import { usePreferences } from '../../client/use-preferences.ts'

/** As `--scale` of the tokens says. */
const scales: Readonly<Record<TextSize, number>> = { small: 0.92, normal: 1, large: 1.15, larger: 1.35 }

/** How large text is against its usual size. */
export const useTextScale = (): number => {
  const [{ textSize }] = usePreferences()
  return scales[textSize]
}
