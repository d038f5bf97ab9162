import { Button } from 'react-aria-components'
import { codeTexts } from './code-texts.ts'

interface LineButtonProps {
  readonly line: number
  readonly onGoTo: (line: number) => void
}

/** Leads to a line of the code. */
export const LineButton = ({ line, onGoTo }: LineButtonProps) => (
  <Button
    className="code-line"
    aria-label={codeTexts.goToLine(line)}
    onPress={() => {
      onGoTo(line)
    }}
  >
    {codeTexts.line(line)}
  </Button>
)
