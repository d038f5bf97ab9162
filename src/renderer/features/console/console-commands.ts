import { commandGroups, type Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { compositionNow } from './composition.ts'
import { consoleTexts } from './console-texts.ts'

/** What the Console can be told to do. */
export const consoleCommands = (services: Services): readonly Command[] => {
  const common = { group: commandGroups.lab, order: 40, takesFocus: true }
  return [
    {
      ...common,
      id: 'new request',
      name: consoleTexts.commands.newRequest,
      run: () => {
        services.reveal({ draft: 'empty' })
      },
    },
    {
      ...common,
      id: 'send request',
      name: consoleTexts.commands.sendRequest,
      run: () => {
        services.reveal({ tab: 'console' })
        compositionNow(services).send()
      },
    },
  ]
}
