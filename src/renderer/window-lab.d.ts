import type { LabLink } from '../shared/wire/lab-link.ts'
import type { MenuLink } from '../shared/wire/menu.ts'

declare global {
  interface Window {
    /** The lab's carrier, where the panel runs in the desktop window. */
    readonly lab?: LabLink
    /** The window's menu, where the panel runs in the desktop window. */
    readonly windowMenu?: MenuLink
  }
}
