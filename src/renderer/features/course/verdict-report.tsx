import { Check, Circle } from 'lucide-react'
import type { Judged } from '../../../shared/stream/judged.ts'
import type { Part } from '../../../shared/stream/verdict.ts'
import { Prose } from '../../kit/prose.tsx'
import { courseTexts } from './course-texts.ts'
import { EvidenceList } from './evidence-list.tsx'

/** What was seen for a lesson so far, and what that proves. */
export const VerdictReport = ({ judged }: { readonly judged: Judged | undefined }) => {
  if (judged === undefined) return null
  const { verdict, isEarlier, by } = judged
  if (verdict.state === 'pending') return <PartList parts={verdict.parts} />
  const remarks = [...(by === 'run' ? [courseTexts.byRun] : []), ...(isEarlier ? [courseTexts.earlier] : [])].join(', ')
  return (
    <div className="verdict-report" data-state={verdict.state}>
      <p className="verdict-seen">
        <Prose text={verdict.seen} />
        {remarks === '' ? null : <span className="mute"> ({remarks})</span>}
      </p>
      <EvidenceList evidence={verdict.evidence} isEarlier={isEarlier} />
      {verdict.state === 'failed' ? (
        <p className="verdict-expected">
          <b>{courseTexts.expected}:</b> <Prose text={verdict.expected} />
        </p>
      ) : null}
    </div>
  )
}

const PartList = ({ parts }: { readonly parts: readonly Part[] }) => {
  if (!parts.some(({ isSeen }) => isSeen)) return null
  return (
    <ul className="verdict-parts" aria-label={courseTexts.seenSoFar}>
      {parts.map(({ text, isSeen }) => (
        <li key={text} data-is-seen={isSeen}>
          {isSeen ? (
            <Check aria-hidden size="1em" strokeWidth={2.5} />
          ) : (
            <Circle aria-hidden size="1em" strokeWidth={1.75} />
          )}
          <span>
            <Prose text={text} />
          </span>
          <span className="visually-hidden">{isSeen ? courseTexts.done : courseTexts.open}</span>
        </li>
      ))}
    </ul>
  )
}
