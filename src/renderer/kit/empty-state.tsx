import type { ReactNode } from 'react'
import './empty-state.css'

/** What stands where there is nothing yet: what to do, and perhaps a second sentence. */
export const EmptyState = ({ children, more }: { readonly children: ReactNode; readonly more?: string }) => (
  <div className="empty-state">
    <p>{children}</p>
    {more === undefined ? null : <p className="empty-state-more">{more}</p>}
  </div>
)
