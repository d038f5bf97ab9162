import { Button } from 'react-aria-components'
import { refusalOf, refusalsFold } from '../../../shared/folds/refusals.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { asJarCookie } from '../../../shared/cookie/jar-cookie.ts'
import { copiedId } from '../../../shared/course/experiments/copied-id.ts'
import { signedNotEncrypted } from '../../../shared/course/experiments/signed-not-encrypted.ts'
import { isBrowserId, participantLabel } from '../../../shared/stream/participant.ts'
import { compareSetCookie, modeOf, type SetCookieComparison } from '../../../shared/cookie/set-cookie-comparison.ts'
import { takeApart } from '../../../shared/cookie/signed-value.ts'
import { RefusalNote } from '../../widgets/refusal-note.tsx'
import { SetCookieText } from '../../widgets/set-cookie-text.tsx'
import { useReveal } from '../../client/reveal.ts'
import { useView } from '../../client/use-view.ts'
import { setCookieTexts } from './set-cookie-texts.ts'
import { SetCookieActions } from './set-cookie-actions.tsx'
import { SetCookieChange } from './set-cookie-change.tsx'
import { SignedParts, SignedText } from './signed-parts.tsx'

// Whether the parts tell more than the sentence does.
const isTelling: Readonly<Record<SetCookieComparison['state'], boolean>> = {
  first: false,
  cleared: false,
  'set-again': false,
  'same-id': false,
  'same-value': false,
  'new-id': true,
  'new-value': true,
  'signed-again': true,
  'moved-to': true,
}

// What each way of keeping sessions is best understood by.
const aside = {
  'client-side': { text: setCookieTexts.changesEachTime, experiment: signedNotEncrypted },
  'server-side': { text: setCookieTexts.idOnly, experiment: copiedId },
} as const

interface SetCookieDetailProps {
  readonly line: SetCookieLine
}

/** One Set-Cookie line taken apart: its value, what differs from the one before, and what can be done with it. */
export const SetCookieDetail = ({ line }: SetCookieDetailProps) => {
  const reveal = useReveal()
  const {
    cookie,
    reading: { verdict },
    participant,
    previous,
    isRemoval,
  } = line
  const signed = takeApart(cookie.value)
  const mode = modeOf(line)
  const comparison = compareSetCookie(line)
  const refusal = refusalOf(useView(refusalsFold).refusals, line)
  return (
    <div className="detail-part">
      <h4>{setCookieTexts.receivedBy(participantLabel(participant))}</h4>
      {signed === undefined ? <SetCookieText cookie={cookie} /> : <SignedText cookie={cookie} signed={signed} />}
      {refusal === undefined ? null : <RefusalNote refusal={refusal} />}
      {verdict.state === 'kept' && isBrowserId(participant) ? (
        <SetCookieActions browser={participant} cookie={asJarCookie(verdict.cookie)} />
      ) : null}
      {signed === undefined ? null : <SignedParts line={line} signed={signed} />}
      {previous === undefined ? null : (
        <>
          <h4>{setCookieTexts.comparedWith(previous.exchange, setCookieTexts.span(line.at - previous.at))}</h4>
          <p className="detail-verdict" data-state={comparison.state}>
            {setCookieTexts.comparison(comparison)}
          </p>
          {isTelling[comparison.state] ? <SetCookieChange line={line} previous={previous} /> : null}
        </>
      )}
      {mode === undefined || isRemoval ? null : (
        <p className="detail-aside">
          {aside[mode].text}{' '}
          <Button
            className="link"
            onPress={() => {
              reveal({ lesson: aside[mode].experiment.id })
            }}
          >
            {setCookieTexts.tryExperiment(aside[mode].experiment.title)}
          </Button>
        </p>
      )}
    </div>
  )
}
