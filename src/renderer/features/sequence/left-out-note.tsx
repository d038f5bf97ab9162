import { Button } from 'react-aria-components'
import { sequenceTexts } from './sequence-texts.ts'

interface LeftOutProps {
  readonly names: readonly string[]
  readonly isEveryone: boolean
  readonly onEveryone: (isEveryone: boolean) => void
}

/** At the foot: who has no lifeline, since nothing that is shown is from or for them. */
export const LeftOutNote = ({ names, isEveryone, onEveryone }: LeftOutProps) => {
  if (names.length === 0) return null
  return (
    <p className="left-out">
      <span className="left-out-names" title={names.join(', ')}>
        {isEveryone ? sequenceTexts.everyone : sequenceTexts.leftOut(names)}
      </span>
      <Button
        className="link-button"
        onPress={() => {
          onEveryone(!isEveryone)
        }}
      >
        {isEveryone ? sequenceTexts.leaveOut : sequenceTexts.showThem(names.length)}
      </Button>
    </p>
  )
}
