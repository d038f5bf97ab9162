import { Separator } from 'react-resizable-panels'
import './resize-handle.css'

/** The line between two resizable panels; `isWide` where it is also the gap between two cards. */
export const ResizeHandle = ({ name, isWide = false }: { readonly name: string; readonly isWide?: boolean }) => (
  <Separator className="resize-handle" data-wide={isWide} aria-label={name} />
)
