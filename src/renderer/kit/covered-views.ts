import { createContext, useContext, useEffect } from 'react'

/** Whether something of the panel lies where native views are drawn. Native views lie above the page, so they must step aside. */
export interface CoveredViews {
  readonly areCovered: boolean
  /** Counts an overlay in; returns what counts it out. */
  readonly cover: () => () => void
}

export const CoveredViewsContext = createContext<CoveredViews>({ areCovered: false, cover: () => () => undefined })

/** For an overlay: while it is open, native views step aside. */
export const useCoversViews = (isOpen: boolean): void => {
  const { cover } = useContext(CoveredViewsContext)
  useEffect(() => (isOpen ? cover() : undefined), [cover, isOpen])
}
