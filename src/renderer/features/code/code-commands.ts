import { labFold } from '../../../shared/folds/lab.ts'
import { callWith } from '../../client/call.ts'
import { commandGroups, type Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { codeNow } from './code.ts'
import { codeTexts } from './code-texts.ts'

/** What can be done with the exercise. */
export const codeCommands = (services: Services): readonly Command[] => {
  const call = callWith(services)
  const lab = services.store.viewOf(labFold)
  const isYours = lab.state === 'known' && lab.settings.USE_EXERCISE
  const common = { group: commandGroups.course, order: 10, takesFocus: false }
  return [
    {
      ...common,
      id: 'check exercise',
      name: codeTexts.commands.check,
      run: () => {
        services.reveal({ tab: 'code' })
        void codeNow(services).check()
      },
    },
    {
      ...common,
      id: 'implementation',
      name: codeTexts.commands.useYours(isYours),
      run: () => void call('settings.change', { key: 'USE_EXERCISE', value: !isYours }),
    },
  ]
}
