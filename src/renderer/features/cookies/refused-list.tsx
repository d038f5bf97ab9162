import { actorLabel } from '../../../shared/exchange/asker-label.ts'
import type { Refusal } from '../../../shared/folds/refusals.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { LongText } from '../../kit/long-text.tsx'
import { SeenText } from '../../kit/seen-text.tsx'
import { RefusalNote } from '../../widgets/refusal-note.tsx'
import { cookiesTexts } from './cookies-texts.ts'

/** Refusals that are shown of those that are known. */
const shownAtMost = 10

interface RefusedListProps {
  readonly refusals: readonly Refusal[]
  readonly areReasonsKnown: boolean
  /** Lines that are not in the jar though nobody said why. */
  readonly missing: readonly SetCookieLine[]
}

/** What a browser refused to keep, and what it held back, newest first. */
export const RefusedList = ({ refusals, areReasonsKnown, missing }: RefusedListProps) => {
  const refused = refusals.filter(({ occasion }) => occasion === 'answer')
  const withheld = refusals.filter(({ occasion }) => occasion === 'request')
  const inferred = areReasonsKnown ? [] : missing
  return (
    <>
      <h4>{cookiesTexts.refused}</h4>
      {areReasonsKnown ? null : <p className="jar-report-note">{cookiesTexts.reasonsUnknown}</p>}
      {refused.length + inferred.length === 0 ? <p className="mute">{cookiesTexts.noneRefused}</p> : null}
      <ul className="jar-report-lines" aria-label={cookiesTexts.refused}>
        {inferred.map((line) => (
          <li key={line.id}>
            <span className="jar-report-number">#{line.exchange}</span>
            <div>
              <LongText length={line.cookie.raw.length}>
                <code className="refused-text">
                  <SeenText>{line.cookie.raw}</SeenText>
                </code>
              </LongText>
              <p className="mute">{cookiesTexts.inferred}</p>
            </div>
          </li>
        ))}
        <Refused refusals={refused} />
      </ul>
      {withheld.length === 0 ? null : (
        <>
          <h4>{cookiesTexts.withheld}</h4>
          <ul className="jar-report-lines" aria-label={cookiesTexts.withheld}>
            <Refused refusals={withheld} />
          </ul>
        </>
      )}
    </>
  )
}

const Refused = ({ refusals }: { readonly refusals: readonly Refusal[] }) =>
  refusals
    .slice(-shownAtMost)
    .reverse()
    .map((refusal) => (
      <li key={refusal.id}>
        <span className="jar-report-number">{refusal.exchange === undefined ? '' : `#${refusal.exchange}`}</span>
        <div>
          <LongText length={refusal.text.length}>
            <code className="refused-text">
              <SeenText>{refusal.text}</SeenText>
            </code>
          </LongText>
          {refusal.occasion === 'request' ? (
            <p className="mute">
              {cookiesTexts.heldBack(refusal.times ?? 1, refusal.at)} <code>{refusal.url}</code>
            </p>
          ) : null}
          <RefusalNote refusal={refusal} by={actorLabel(refusal.browser, [], refusal.stage?.lesson)} />
        </div>
      </li>
    ))
