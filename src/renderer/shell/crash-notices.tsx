import { X } from 'lucide-react'
import { crashesFold } from '../../shared/folds/crashes.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { usePreferences } from '../client/use-preferences.ts'
import { useView } from '../client/use-view.ts'
import { commonTexts } from '../texts/common-texts.ts'
import { shellTexts } from './shell-texts.ts'

/** Says which page crashed, and that it is back. What was put away stays so, though a panel that crashes begins anew. */
export const CrashNotices = () => {
  const crashes = useView(crashesFold)
  const [{ crashesSeenUntil }, change] = usePreferences()
  return crashes
    .filter(({ at }) => at > crashesSeenUntil)
    .map((crash) => (
      <p key={crash.of} className="notice" data-tone="warn">
        <span className="notice-text">{shellTexts.crash(crash)}</span>
        <IconButton
          icon={X}
          name={commonTexts.dismiss}
          onPress={() => {
            change({ crashesSeenUntil: crash.at })
          }}
        />
      </p>
    ))
}
