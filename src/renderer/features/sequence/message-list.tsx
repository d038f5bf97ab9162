import { memo, useLayoutEffect, useRef, type CSSProperties } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { sequenceTexts } from './sequence-texts.ts'
import type { Arrow } from './sequence-layout.ts'

interface MessageItemProps {
  readonly arrow: Arrow
  readonly count: number
  readonly isCurrent: boolean
  readonly isSelected: boolean
  /** Where the keyboard comes into the list. */
  readonly isEntrance: boolean
  readonly onSelect: (message: string, exchange: ExchangeId) => void
}

const MessageItemView = ({
  arrow: { message, index, x1, x2, top, bottom, heldAs },
  count,
  isCurrent,
  isSelected,
  isEntrance,
  onSelect,
}: MessageItemProps) => {
  const button = useRef<HTMLButtonElement>(null)
  // The focus follows the current message, but is never taken from elsewhere.
  useLayoutEffect(() => {
    const list = button.current?.closest('ol')
    if (isCurrent && list?.contains(document.activeElement)) button.current?.focus({ preventScroll: true })
  }, [isCurrent])
  const style: CSSProperties = {
    left: Math.min(x1, x2) + 5,
    top: top + 2,
    width: Math.abs(x2 - x1) - 10,
    height: bottom - top - 3,
  }
  return (
    <li aria-setsize={count} aria-posinset={index + 1}>
      <button
        ref={button}
        type="button"
        className="message-target"
        style={style}
        data-message={message.key}
        data-is-selected={isSelected}
        aria-current={isCurrent}
        tabIndex={isEntrance ? 0 : -1}
        onClick={() => {
          onSelect(message.key, message.record.id)
        }}
      >
        <span className="visually-hidden">{sequenceTexts.sentence(message, heldAs)}</span>
      </button>
    </li>
  )
}

const MessageItem = memo(MessageItemView)

interface MessageListProps {
  readonly arrows: readonly Arrow[]
  readonly count: number
  readonly current: string | undefined
  readonly selected: ExchangeId | undefined
  readonly entrance: string | undefined
  readonly onSelect: (message: string, exchange: ExchangeId) => void
}

/** The messages as a list of sentences, each lying over its arrow, to be chosen with pointer or keyboard. */
export const MessageList = ({ arrows, count, current, selected, entrance, onSelect }: MessageListProps) => (
  <ol className="messages" aria-label={sequenceTexts.messages}>
    {arrows.map((arrow) => (
      <MessageItem
        key={arrow.message.key}
        arrow={arrow}
        count={count}
        isCurrent={arrow.message.key === current}
        isSelected={arrow.message.record.id === selected}
        isEntrance={arrow.message.key === entrance}
        onSelect={onSelect}
      />
    ))}
  </ol>
)
