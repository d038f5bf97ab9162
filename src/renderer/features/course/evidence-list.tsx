import { useState } from 'react'
import type { Evidence } from '../../../shared/stream/verdict.ts'
import { useReveal } from '../../client/reveal.ts'
import { courseTexts } from './course-texts.ts'

interface EvidenceListProps {
  readonly evidence: readonly Evidence[]
  /** It is of another log, whose exchanges are gone. */
  readonly isEarlier: boolean
}

const shownAtFirst = 8

/** What proves a verdict, each line linked to its exchange. */
export const EvidenceList = ({ evidence, isEarlier }: EvidenceListProps) => {
  const reveal = useReveal()
  const [isWhole, setIsWhole] = useState(false)
  if (evidence.length === 0) return null
  const shown = isWhole ? evidence : evidence.slice(0, shownAtFirst)
  return (
    <ul className="evidence" aria-label={courseTexts.evidence}>
      {shown.map(({ exchange, note }, index) => (
        <li key={`${String(exchange)} ${index}`}>
          {exchange === undefined || isEarlier ? (
            <span className="evidence-line">{note}</span>
          ) : (
            <button
              type="button"
              className="evidence-line"
              title={courseTexts.evidenceOf(exchange)}
              onClick={() => {
                reveal({ exchange })
              }}
            >
              <span className="evidence-number">#{exchange}</span> {note}
            </button>
          )}
        </li>
      ))}
      {shown.length < evidence.length ? (
        <li>
          <button
            type="button"
            className="evidence-line"
            onClick={() => {
              setIsWhole(true)
            }}
          >
            {courseTexts.moreEvidence(evidence.length - shown.length)}
          </button>
        </li>
      ) : null}
    </ul>
  )
}
