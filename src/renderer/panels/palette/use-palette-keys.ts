import { useEffect } from 'react'

/** Calls `onKeys` when Ctrl+K or ⌘K is pressed anywhere in the panel. */
export const usePaletteKeys = (onKeys: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      onKeys()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [onKeys])
}
