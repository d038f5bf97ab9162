import { Check, X } from 'lucide-react'
import type { Verdict } from '../../../shared/stream/verdict.ts'
import { courseTexts } from './course-texts.ts'

/** How a lesson stands, at a glance: its number, a tick, or a cross. */
export const VerdictMark = ({ state, number }: { readonly state: Verdict['state']; readonly number: number }) => (
  <span className="verdict-mark" data-state={state}>
    {state === 'pending' ? <span aria-hidden>{number}</span> : null}
    {state === 'passed' ? <Check aria-hidden size="0.9em" strokeWidth={3} /> : null}
    {state === 'failed' ? <X aria-hidden size="0.9em" strokeWidth={3} /> : null}
    <span className="visually-hidden">{courseTexts.verdict(state)}</span>
  </span>
)
