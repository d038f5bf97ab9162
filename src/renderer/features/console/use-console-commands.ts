import { emptyDraft } from '../../../shared/request/draft.ts'
import { useComposition, useConsole } from './use-console.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { consoleTexts } from './console-texts.ts'
import { commandGroups } from '../../client/command.ts'
import type { Command } from '../../client/command.ts'

/** What the Console can be told to do. */
export const useConsoleCommands = (): readonly Command[] => {
  const [, change] = usePreferences()
  const [, console] = useConsole()
  const { send } = useComposition()
  const common = { group: commandGroups.lab, takesFocus: true }
  const show = (work: () => void) => () => {
    change({ tab: 'console' })
    work()
  }
  return [
    {
      ...common,
      id: 'new request',
      name: consoleTexts.commands.newRequest,
      run: show(() => {
        console.fill(emptyDraft)
      }),
    },
    { ...common, id: 'send request', name: consoleTexts.commands.sendRequest, run: show(send) },
  ]
}
