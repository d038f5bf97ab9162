import { useLayoutEffect, useSyncExternalStore } from 'react'
import { usePreferences } from './use-preferences.ts'

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

const subscribe = (listener: () => void): (() => void) => {
  prefersDark.addEventListener('change', listener)
  return () => {
    prefersDark.removeEventListener('change', listener)
  }
}

/** Puts theme and text size where the tokens look for them: on the document's root. */
export const useAppearance = (): void => {
  const [{ theme, textSize }] = usePreferences()
  const isSystemDark = useSyncExternalStore(subscribe, () => prefersDark.matches)
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset['theme'] = theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme
    dataset['textSize'] = textSize
  }, [theme, textSize, isSystemDark])
}
