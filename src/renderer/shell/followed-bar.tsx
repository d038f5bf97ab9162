import { X } from 'lucide-react'
import { actorLabel } from '../../shared/exchange/asker-label.ts'
import type { Holder } from '../../shared/story/session-life.ts'
import { useFollow, useFollowed } from '../client/follow.ts'
import { useNodes } from '../client/use-nodes.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { followTexts } from '../texts/follow-texts.ts'
import { LinkedText } from '../widgets/linked-text.tsx'

/** The session that is followed, in every tab: how it is called, and its life so far as a line of events. */
export const FollowedBar = () => {
  const { key, life } = useFollowed()
  const follow = useFollow()
  const nodes = useNodes()
  if (key === undefined) return null
  const nameOf = (holder: Holder) => actorLabel(holder.with, nodes, holder.standIn)
  return (
    <div className="followed-bar">
      <span className="following">
        {followTexts.following} <code>{followTexts.sessionName(key)}</code>
      </span>
      <ol className="followed-life" aria-label={followTexts.life} tabIndex={0}>
        {life === undefined ? <li>{followTexts.notInLog}</li> : null}
        {life?.events.map((event, index) => (
          <li key={index} data-kind={event.kind}>
            <time>{followTexts.moment(event.at)}</time> <LinkedText text={followTexts.eventText(event, nameOf)} />
          </li>
        ))}
      </ol>
      <IconButton
        icon={X}
        name={followTexts.stopThis}
        onPress={() => {
          follow(undefined)
        }}
      />
    </div>
  )
}
