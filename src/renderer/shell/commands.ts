import { commandsInOrder, type Command } from '../client/command.ts'
import { everyFeature, type PanelFeatures } from '../client/feature.ts'
import { stateOf, type Services } from '../client/services.ts'
import type { LiveValue } from '../client/store/live-value.ts'
import { viewCommands } from './view-commands.ts'

/** All that the panel can be told to do, by name; another list whenever something of it that can be seen changes. */
export const createCommands = (features: PanelFeatures, services: Services): LiveValue<readonly Command[]> => {
  let shown = ''
  let commands: readonly Command[] = []
  return {
    current: () => {
      const now = commandsNow(features, services)
      const text = JSON.stringify(now)
      if (text !== shown) [shown, commands] = [text, now]
      return commands
    },
    subscribe: (listener) => {
      const ends = sourcesOf(features, services).map(({ subscribe }) => subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },
  }
}

const commandsNow = (features: PanelFeatures, services: Services): readonly Command[] =>
  commandsInOrder([
    ...everyFeature(features).flatMap(({ commands }) => commands?.(services) ?? []),
    ...viewCommands(features, services),
  ])

// Whatever commands are made of.
const sourcesOf = (features: PanelFeatures, services: Services): readonly Pick<LiveValue<unknown>, 'subscribe'>[] => [
  services.store,
  services.preferences,
  ...everyFeature(features).flatMap(({ state }) => (state === undefined ? [] : [stateOf(services, state)])),
]
