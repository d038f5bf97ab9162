import { everyFeature, type PanelFeatures } from './feature.ts'
import { revealIn } from './reveal.ts'
import { stateOf, type BaseServices, type Services } from './services.ts'

/** The services over some features: what these keep is made, and what these can show can be shown from anywhere. */
export const createServices = (base: BaseServices, features: PanelFeatures): Services => {
  const services: Services = {
    ...base,
    reveal: (target) => {
      revealIn(features, target, services)
    },
  }
  for (const { state } of everyFeature(features)) if (state !== undefined) stateOf(services, state)
  return services
}
