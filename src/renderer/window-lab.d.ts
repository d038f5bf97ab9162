import type { LabLink } from '../shared/lab-link.ts'

declare global {
  interface Window {
    /** The lab's carrier, where the panel runs in the desktop window. */
    readonly lab?: LabLink
  }
}
