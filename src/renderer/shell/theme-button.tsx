import { Monitor, Moon, Sun } from 'lucide-react'
import { IconButton } from '../kit/icon-button.tsx'
import { usePreferences } from '../client/use-preferences.ts'
import { themes } from '../client/preferences.ts'
import { shellTexts } from './shell-texts.ts'

const icons = { system: Monitor, light: Sun, dark: Moon } as const

/** Goes from one theme to the next: like the system, light, dark. */
export const ThemeButton = () => {
  const [{ theme }, change] = usePreferences()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return (
    <IconButton
      icon={icons[theme]}
      name={shellTexts.theme(theme)}
      onPress={() => {
        change({ theme: next })
      }}
    />
  )
}
