import { Segments } from '../../kit/segments.tsx'
import { sequenceTexts } from './sequence-texts.ts'
import type { SequenceScope } from './shown-clicks.ts'

const scopes = ['newest', 'selected', 'all'] as const

interface ScopeChoiceProps {
  readonly scope: SequenceScope
  readonly hasSelection: boolean
  readonly onScope: (scope: SequenceScope) => void
}

/** Which clicks are drawn. */
export const ScopeChoice = ({ scope, hasSelection, onScope }: ScopeChoiceProps) => (
  <Segments
    name={sequenceTexts.scope}
    options={scopes}
    disabled={hasSelection ? [] : ['selected']}
    nameOf={(one) => sequenceTexts.scopes[one]}
    value={scope}
    onChange={onScope}
  />
)
