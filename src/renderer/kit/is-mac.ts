/** Whether ⌘ is the key that others call Ctrl. */
export const isMac = /Mac/.test(navigator.platform)
