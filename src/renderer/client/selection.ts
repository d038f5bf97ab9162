import { createContext, useContext } from 'react'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import { useLive } from './use-live.ts'
import { useServices } from './use-services.ts'

/** The exchange that is looked at, and how to look at another. */
export interface Selection {
  readonly exchange: ExchangeId | undefined
  readonly select: (exchange: ExchangeId | undefined) => void
  /** The file that the exchanges stand in, where the lab did not observe them. */
  readonly file?: string
}

/** A selection of its own for a part of the panel, instead of that across its tabs. */
export const SelectionContext = createContext<Selection | undefined>(undefined)

/** The exchange that is looked at here. */
export const useSelection = (): Selection => {
  const { selection } = useServices()
  const exchange = useLive(selection)
  return useContext(SelectionContext) ?? { exchange, select: selection.change }
}
