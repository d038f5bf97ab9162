import { stepsFold } from '../../../shared/folds/steps.ts'
import { callWith } from '../../client/call.ts'
import { commandGroups, type Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { sequenceTexts } from './sequence-texts.ts'

/** What can be done with messages on their way. */
export const sequenceCommands = (services: Services): readonly Command[] => {
  const call = callWith(services)
  const { isOn, held } = services.store.viewOf(stepsFold)
  const common = { group: commandGroups.lab, order: 20, takesFocus: false }
  const hold: Command = {
    ...common,
    id: 'hold',
    name: sequenceTexts.commands.holdHops(isOn),
    shortcut: 'CmdOrCtrl+Shift+H',
    run: () => void call('steps.hold', { isOn: !isOn }),
  }
  if (held.length === 0) return [hold]
  return [
    hold,
    {
      ...common,
      id: 'next',
      name: sequenceTexts.commands.nextHop,
      shortcut: 'CmdOrCtrl+Shift+G',
      run: () => void call('steps.next', {}),
    },
    {
      ...common,
      id: 'release',
      name: sequenceTexts.commands.releaseHops,
      run: () => void call('steps.release', {}),
    },
  ]
}
