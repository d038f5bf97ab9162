import { Button } from 'react-aria-components'
import { stepLimit, type HeldHop } from '../../../shared/stream/steps.ts'
import { useCall } from '../../client/use-call.ts'
import { useNow } from '../../client/use-now.ts'
import { handTexts } from './hand-texts.ts'

/** How long a hop is still held before it goes on by itself. */
export const HeldCountdown = ({ hop: { exchange, until } }: { readonly hop: HeldHop }) => {
  const call = useCall()
  const left = Math.max(0, until - useNow())
  return (
    <div className="held-countdown">
      <span className="held-bar" aria-hidden>
        <span style={{ width: `${Math.min(100, (100 * left) / stepLimit)}%` }} />
      </span>
      <span>{handTexts.until(Math.ceil(left / 1000))}</span>
      <Button className="link-button" onPress={() => void call('steps.keep', { exchange })}>
        {handTexts.keep}
      </Button>
    </div>
  )
}
