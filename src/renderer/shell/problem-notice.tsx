import { X } from 'lucide-react'
import type { SettingsProblem } from '../../shared/stream/settings.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { commonTexts } from '../texts/common-texts.ts'
import { shellTexts } from './shell-texts.ts'

/** One thing wrong with the settings file: where, what, and what that means. */
export const ProblemNotice = ({
  problem,
  onDismiss,
}: {
  readonly problem: SettingsProblem
  readonly onDismiss: () => void
}) => {
  const { place, message, consequence } = shellTexts.problem(problem)
  return (
    <div className="notice" data-tone="bad">
      <span className="notice-text">
        <code className="notice-place">{place}</code> <b>{message}</b>{' '}
        <span className="notice-aside">{consequence}</span>
      </span>
      <IconButton icon={X} name={commonTexts.dismiss} onPress={onDismiss} />
    </div>
  )
}
