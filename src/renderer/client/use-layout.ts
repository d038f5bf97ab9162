import type { Layout, LayoutChangedMeta } from 'react-resizable-panels'
import { present } from '../../shared/base/present.ts'
import { usePreferences } from './use-preferences.ts'

/** What a resizable group needs to be remembered. */
export const useLayout = (group: string) => {
  const [{ layouts }, change] = usePreferences()
  const layout = layouts[group]
  return {
    id: group,
    ...present({ defaultLayout: layout }),
    onLayoutChanged: (next: Layout, { isUserInteraction, requestedLayout }: LayoutChangedMeta) => {
      if (isUserInteraction) change({ layouts: { ...layouts, [group]: requestedLayout ?? next } })
    },
  }
}
