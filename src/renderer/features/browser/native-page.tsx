import { useRef } from 'react'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { useBounds } from './use-bounds.ts'

/** Room for a native view, which is drawn above the panel. Nothing of the panel's can be seen here while it is. */
export const NativePage = ({ browser, isShown }: { readonly browser: BrowserId; readonly isShown: boolean }) => {
  const room = useRef<HTMLDivElement>(null)
  useBounds(browser, room, isShown)
  return <div className="native-page" ref={room} hidden={!isShown} />
}
