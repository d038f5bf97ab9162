import { X } from 'lucide-react'
import type { SessionKey } from '../../../shared/story/session-life.ts'
import { useFollow } from '../../client/follow.ts'
import { useLive } from '../../client/use-live.ts'
import { useServices } from '../../client/use-services.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { short } from '../../texts/wording.ts'
import { timelineTexts } from './timeline-texts.ts'

/** Which session is followed, and the way to follow none. */
export const FollowingChip = () => {
  const follow = useFollow()
  // The key alone: what is known of the session changes all the time.
  const key = useLive(useServices().followed)
  if (key === undefined) return null
  return (
    <span className="following">
      <span className="following-name">
        {timelineTexts.following} <NameOf session={key} />
      </span>
      <IconButton
        icon={X}
        name={timelineTexts.stopFollowing}
        onPress={() => {
          follow(undefined)
        }}
      />
    </span>
  )
}

const NameOf = ({ session }: { readonly session: SessionKey }) => {
  const [kind, name = ''] = session.split(':', 2)
  return kind === 'id' ? <code>{short(name).replace('…', '')}</code> : timelineTexts.signedSession(Number(name))
}
