import { commandGroups, type Command } from '../../client/command.ts'
import { stateOf, type Services } from '../../client/services.ts'
import { closeImported, exportHar, importHar } from './har-files.ts'
import { harTexts } from './har-texts.ts'
import { imports } from './imports.ts'

/** What can be done with files of exchanges. */
export const harCommands = (services: Services): readonly Command[] => {
  const common = { group: commandGroups.lab, order: 50, takesFocus: true }
  const command = (id: string, name: string, work: (services: Services) => void): Command => ({
    ...common,
    id,
    name,
    run: () => {
      work(services)
    },
  })
  const { commands } = harTexts
  return [
    command('export har', commands.exportHar, exportHar),
    command('import har', commands.importHar, importHar),
    ...(stateOf(services, imports).current() === undefined
      ? []
      : [command('close imported', commands.closeImported, closeImported)]),
  ]
}
