import type { DraftOrigin } from './console.ts'
import { texts } from '../../texts/texts.ts'

/** Says which exchange the draft was filled in from, and what could not be taken over. */
export const OriginNote = ({ origin: { exchange, file, loss, leftOut } }: { readonly origin: DraftOrigin }) => (
  <p className="composer-note" data-is-loss={loss !== undefined}>
    {texts.console.filledFrom(exchange, file)} {leftOut.length === 0 ? '' : texts.console.leftOut(leftOut.join(', '))}{' '}
    {loss === undefined ? null : <strong>{texts.console.loss[loss]}</strong>}
  </p>
)
