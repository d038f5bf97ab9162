import { createContext, useContext } from 'react'
import type { PanelFeatures } from '../client/feature.ts'

/** What the panel is made of; `main.tsx` says it. */
export const FeaturesContext = createContext<PanelFeatures>({ tabs: [], others: [] })

/** What the panel is made of. */
export const useFeatures = (): PanelFeatures => useContext(FeaturesContext)
