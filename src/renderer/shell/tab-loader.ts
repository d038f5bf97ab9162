import type { ComponentType } from 'react'
import type { TabFeature } from '../client/feature.ts'
import { nextFrame } from '../client/store/next-frame.ts'

const loading = new WeakMap<TabFeature, Promise<ComponentType>>()
const loaded = new WeakMap<TabFeature, ComponentType>()

/** The panel of a tab, if it is there already. */
export const loadedTab = (feature: TabFeature): ComponentType | undefined => loaded.get(feature)

/** Gets the panel of a tab, once; what failed is tried again the next time. */
export const loadTab = (feature: TabFeature): Promise<ComponentType> => {
  const begun = loading.get(feature) ?? begin(feature)
  loading.set(feature, begun)
  return begun
}

const begin = async (feature: TabFeature): Promise<ComponentType> => {
  try {
    const panel = await feature.load()
    loaded.set(feature, panel)
    return panel
  } catch (thrown) {
    loading.delete(feature)
    throw thrown
  }
}

/** Gets the panel of the tab that is open, and then those of the others, so that none is waited for when it is opened. */
export const loadTabs = async (tabs: readonly TabFeature[], open: string): Promise<void> => {
  const first = tabs.find(({ id }) => id === open) ?? tabs[0]
  if (first !== undefined) await loadTab(first)
  await new Promise<void>(nextFrame)
  await Promise.all(tabs.map(loadTab))
}
