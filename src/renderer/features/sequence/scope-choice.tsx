import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
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
  <ToggleButtonGroup
    className="speeds"
    aria-label={sequenceTexts.scope}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[scope]}
    onSelectionChange={(keys) => {
      const wanted = scopes.find((one) => keys.has(one))
      if (wanted !== undefined) onScope(wanted)
    }}
  >
    {scopes.map((one) => (
      <ToggleButton key={one} id={one} className="speed" isDisabled={one === 'selected' && !hasSelection}>
        {sequenceTexts.scopes[one]}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)
