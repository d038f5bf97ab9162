import { harTexts } from './har-texts.ts'
import { useExportHar, useImported, useImportHar } from './use-har.ts'
import { useServices } from '../../client/use-services.ts'
import { commandGroups } from '../../client/command.ts'
import type { Command } from '../../client/command.ts'

/** What can be done with files of exchanges. */
export const useFileCommands = (): readonly Command[] => {
  const { imports } = useServices()
  const imported = useImported()
  const exportHar = useExportHar()
  const importHar = useImportHar()
  const common = { group: commandGroups.lab, takesFocus: true }
  const close = {
    ...common,
    id: 'close imported',
    name: harTexts.commands.closeImported,
    run: () => {
      imports.show(undefined)
    },
  }
  return [
    {
      ...common,
      id: 'export har',
      name: harTexts.commands.exportHar,
      run: () => {
        exportHar()
      },
    },
    { ...common, id: 'import har', name: harTexts.commands.importHar, run: importHar },
    ...(imported === undefined ? [] : [close]),
  ]
}
