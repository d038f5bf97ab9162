/** A key that was pressed, as both the DOM and Electron tell of it. */
export interface PressedKey {
  readonly key: string
  readonly code: string
  readonly control: boolean
  readonly meta: boolean
  readonly shift: boolean
  readonly alt: boolean
}

/** Whether a key is the one that a shortcut (`CmdOrCtrl+Shift+A`) names. Digits and signs count by their place too: Shift changes what they write. */
export const isShortcut = (shortcut: string, { key, code, control, meta, shift, alt }: PressedKey): boolean => {
  const parts = shortcut.split('+')
  const wanted = parts.pop() ?? ''
  if (parts.includes('CmdOrCtrl') !== (control || meta) || parts.includes('Alt') !== alt) return false
  if (wanted === 'Plus') return key === '+' || key === '='
  if (parts.includes('Shift') !== shift) return false
  return key.toUpperCase() === wanted || (/^\d$/.test(wanted) && code === `Digit${wanted}`)
}

const signs: Readonly<Record<string, string>> = { Plus: '+', '-': '−' }

/** A shortcut as people read it: `Ctrl Shift A`, on a Mac `⌘ ⇧ A`. */
export const shortcutText = (shortcut: string, isMac: boolean): string =>
  shortcut
    .split('+')
    .map((part) => {
      if (part === 'CmdOrCtrl') return isMac ? '⌘' : 'Ctrl'
      if (part === 'Shift' && isMac) return '⇧'
      return signs[part] ?? part
    })
    .join(' ')
