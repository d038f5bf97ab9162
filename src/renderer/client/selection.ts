import { createContext, useContext } from 'react'
import type { ExchangeId } from '../../shared/stream/observation.ts'

/** The exchange that the panel looks at, across its tabs. */
export interface Selection {
  readonly exchange: ExchangeId | undefined
  readonly select: (exchange: ExchangeId | undefined) => void
}

export const SelectionContext = createContext<Selection>({ exchange: undefined, select: () => undefined })

/** The exchange that is looked at, and how to look at another. */
export const useSelection = (): Selection => useContext(SelectionContext)
