import { labFold } from '../../../shared/folds/lab.ts'
import { callWith } from '../../client/call.ts'
import { commandGroups, type Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { controlsTexts } from './controls-texts.ts'

/** What the lab as a whole can be told to do. */
export const controlsCommands = (services: Services): readonly Command[] => {
  const call = callWith(services)
  const lab = services.store.viewOf(labFold)
  const isOn = lab.state === 'known' && lab.settings.USE_SESSION_STORE
  const isSwitch = lab.state === 'unknown' || lab.subject.capabilities.modeSwitch
  const common = { group: commandGroups.lab, takesFocus: false }
  const commands = [
    {
      ...common,
      id: 'mode',
      name: controlsTexts.commands.toggleStore(isOn),
      order: 10,
      shortcut: 'CmdOrCtrl+Shift+S',
      run: () => void call('settings.change', { key: 'USE_SESSION_STORE', value: !isOn }),
    },
    {
      ...common,
      id: 'clear log',
      name: controlsTexts.commands.clearLog,
      order: 30,
      shortcut: 'CmdOrCtrl+Shift+L',
      run: () => void call('log.clear', {}),
    },
  ]
  return isSwitch ? commands : commands.filter(({ id }) => id !== 'mode')
}
