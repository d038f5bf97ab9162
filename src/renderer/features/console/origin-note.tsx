import type { DraftOrigin } from './console.ts'
import { consoleTexts } from './console-texts.ts'

/** Says which exchange the draft was filled in from, and what could not be taken over. */
export const OriginNote = ({ origin: { exchange, file, loss, leftOut } }: { readonly origin: DraftOrigin }) => (
  <p className="composer-note" data-is-loss={loss !== undefined}>
    {consoleTexts.filledFrom(exchange, file)} {leftOut.length === 0 ? '' : consoleTexts.leftOut(leftOut.join(', '))}{' '}
    {loss === undefined ? null : <strong>{consoleTexts.loss[loss]}</strong>}
  </p>
)
