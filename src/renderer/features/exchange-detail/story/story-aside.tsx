import { Button } from 'react-aria-components'
import { copiedId } from '../../../../shared/course/experiments/copied-id.ts'
import { signedNotEncrypted } from '../../../../shared/course/experiments/signed-not-encrypted.ts'
import type { SetLine } from '../../../../shared/story/story.ts'
import { useReveal } from '../../../client/reveal.ts'
import { setCookieTexts } from '../set-cookie-texts.ts'

// What each way of keeping sessions is best understood by.
const signed = { text: setCookieTexts.changesEachTime, experiment: signedNotEncrypted }
const stored = { text: setCookieTexts.idOnly, experiment: copiedId }
const asides: Partial<Readonly<Record<SetLine['role'], typeof signed | typeof stored>>> = {
  data: signed,
  'new-id': stored,
  'same-id': stored,
}

/** What a line of the session teaches, and the experiment that shows it. */
export const StoryAside = ({ role }: Pick<SetLine, 'role'>) => {
  const reveal = useReveal()
  const aside = asides[role]
  if (aside === undefined) return null
  return (
    <p className="detail-aside">
      {aside.text}{' '}
      <Button
        className="link"
        onPress={() => {
          reveal({ lesson: aside.experiment.id })
        }}
      >
        {setCookieTexts.tryExperiment(aside.experiment.title)}
      </Button>
    </p>
  )
}
