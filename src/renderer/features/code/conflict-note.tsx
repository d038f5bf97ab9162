import { Button } from 'react-aria-components'
import { codeTexts } from './code-texts.ts'
import type { Code } from './code.ts'

/** Two versions of the code: what was typed here, and what another editor saved. Neither is lost, whichever is taken. */
export const ConflictNote = ({ code: { takeTheirs, keepMine } }: { readonly code: Code }) => (
  <div className="code-conflict" role="alert">
    <span>{codeTexts.conflict}</span>
    <span title={codeTexts.takeTheirsHint}>
      <Button className="button" onPress={takeTheirs}>
        {codeTexts.takeTheirs}
      </Button>
    </span>
    <span title={codeTexts.keepMineHint}>
      <Button className="button" onPress={() => void keepMine()}>
        {codeTexts.keepMine}
      </Button>
    </span>
  </div>
)
