import { Ban, CircleSlash2, PencilLine, ShieldX, UserRoundPlus, type LucideIcon } from 'lucide-react'
import type { ExchangeMark } from '../../../shared/exchange/exchange-marks.ts'
import { timelineTexts } from './timeline-texts.ts'

const icons: Readonly<Record<ExchangeMark['kind'], LucideIcon>> = {
  refused: ShieldX,
  'not-kept': CircleSlash2,
  'held-back': Ban,
  'new-visitor': UserRoundPlus,
  'changed-by-hand': PencilLine,
}

/** What stands out in a row, by name; why it does so in its tooltip, and for who hears it. Where room is short its sign stands alone. */
export const Badge = ({ mark, asker }: { readonly mark: ExchangeMark; readonly asker: string }) => {
  const Icon = icons[mark.kind]
  const [name, why] = [timelineTexts.mark(mark), timelineTexts.why(mark, asker)]
  return (
    <span className="badge" data-mark={mark.kind} role="img" aria-label={`${name}: ${why}`} title={why}>
      <Icon aria-hidden size="1em" strokeWidth={2} />
      <span className="badge-name">{name}</span>
    </span>
  )
}
