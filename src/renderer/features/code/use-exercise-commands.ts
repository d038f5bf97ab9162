import { labFold } from '../../../shared/folds/lab.ts'
import { codeTexts } from './code-texts.ts'
import { courseTexts } from '../course/course-texts.ts'
import { useCode } from './use-code.ts'
import { useCall } from '../../client/use-call.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useView } from '../../client/use-view.ts'
import type { Command } from '../../client/command.ts'

/** What can be done with the exercise. */
export const useExerciseCommands = (): readonly Command[] => {
  const call = useCall()
  const code = useCode()
  const [, change] = usePreferences()
  const lab = useView(labFold)
  const isYours = lab.state === 'known' && lab.settings.USE_EXERCISE
  const common = { group: courseTexts.commands.group, takesFocus: false }
  return [
    {
      ...common,
      id: 'check exercise',
      name: codeTexts.commands.check,
      run: () => {
        change({ tab: 'code' })
        void code.check()
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
