import { X } from 'lucide-react'
import { useState } from 'react'
import { troublesFold } from '../../shared/folds/troubles.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { useView } from '../client/use-view.ts'
import { commonTexts } from '../texts/common-texts.ts'

/** Says what does not work as it should, until it works again or is put away. */
export const TroubleNotices = () => {
  const troubles = useView(troublesFold)
  // What was put away is that very sentence, as long as it stands: another one of the same source is news.
  const [dismissed, setDismissed] = useState<Readonly<Record<string, string>>>({})
  return Object.entries(troubles)
    .filter(([source, problem]) => dismissed[source] !== problem)
    .map(([source, problem]) => (
      <p key={source} className="notice" data-tone="bad">
        <span className="notice-text">{problem}</span>
        <IconButton
          icon={X}
          name={commonTexts.dismiss}
          onPress={() => {
            setDismissed({ ...dismissed, [source]: problem })
          }}
        />
      </p>
    ))
}
