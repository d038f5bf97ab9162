import { useExportHar, useImported, useImportHar } from './use-har.ts'
import { useServices } from '../../client/use-services.ts'
import { texts } from '../../texts/texts.ts'
import type { Command } from '../../client/command.ts'

/** What can be done with files of exchanges. */
export const useFileCommands = (): readonly Command[] => {
  const { imports } = useServices()
  const imported = useImported()
  const exportHar = useExportHar()
  const importHar = useImportHar()
  const common = { group: texts.commands.groups.lab, takesFocus: true }
  const close = {
    ...common,
    id: 'close imported',
    name: texts.commands.closeImported,
    run: () => {
      imports.show(undefined)
    },
  }
  return [
    {
      ...common,
      id: 'export har',
      name: texts.commands.exportHar,
      run: () => {
        exportHar()
      },
    },
    { ...common, id: 'import har', name: texts.commands.importHar, run: importHar },
    ...(imported === undefined ? [] : [close]),
  ]
}
