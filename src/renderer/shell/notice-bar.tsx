import { X } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { labFold } from '../../shared/folds/lab.ts'
import type { SettingsProblem } from '../../shared/stream/settings.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { useServices } from '../client/use-services.ts'
import { useView } from '../client/use-view.ts'
import { commonTexts } from '../texts/common-texts.ts'
import { shellTexts } from './shell-texts.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import { CrashNotices } from './crash-notices.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { TroubleNotices } from './trouble-notices.tsx'
import './notice-bar.css'

const noProblems: readonly SettingsProblem[] = []

/** Below the header, above the browsers, where no native view can hide it: what went wrong and what to do about it. */
export const NoticeBar = () => {
  const { notices } = useServices()
  const messages = useSyncExternalStore(notices.subscribe, notices.current)
  const lab = useView(labFold)
  const problems = lab.state === 'known' ? lab.problems : noProblems
  // Put away are these very problems: the next look at the file brings new ones.
  const [dismissed, setDismissed] = useState(noProblems)
  return (
    <div className="notice-bar" role="status" aria-label={shellTexts.notices} data-moves-views>
      <ConnectionNotice />
      <CrashNotices />
      <TroubleNotices />
      {problems === dismissed
        ? null
        : problems.map((problem) => (
            <ProblemNotice
              key={`${problem.line} ${problem.message}`}
              problem={problem}
              onDismiss={() => {
                setDismissed(problems)
              }}
            />
          ))}
      {messages.map(({ id, message }) => (
        <p key={id} className="notice" data-tone="bad">
          <span className="notice-text">{message}</span>
          <IconButton
            icon={X}
            name={commonTexts.dismiss}
            onPress={() => {
              notices.dismiss(id)
            }}
          />
        </p>
      ))}
    </div>
  )
}
