import { everyFeature, type PanelFeatures, type Reveals } from './feature.ts'
import type { Reveal, RevealTarget } from './reveal-target.ts'
import type { Services } from './services.ts'
import { useServices } from './use-services.ts'

/** Shows something, wherever in the panel that is. */
export const useReveal = (): Reveal => useServices().reveal

/** Has the first feature that takes a target show it. */
export const revealIn = (features: PanelFeatures, target: RevealTarget, services: Services): void => {
  if ('tab' in target) {
    services.openTab.change(target.tab)
    return
  }
  for (const feature of everyFeature(features)) {
    const isShown = feature.reveals === undefined ? undefined : take(feature.reveals, target, services)
    if (isShown === undefined) continue
    if (isShown && features.tabs.some(({ id }) => id === feature.id)) services.openTab.change(feature.id)
    return
  }
}

// Undefined where a feature does not take such a target.
const take = (
  reveals: Reveals,
  target: Exclude<RevealTarget, { readonly tab: unknown }>,
  services: Services,
): boolean | undefined => {
  if ('exchange' in target) return reveals.exchange?.(target.exchange, services)
  if ('draft' in target) return reveals.draft?.(target.draft, services)
  if ('lesson' in target) return reveals.lesson?.(target.lesson, services)
  if ('entry' in target) return reveals.entry?.(target.entry, services)
  return reveals.cookie?.(target.cookie, services)
}
