import { Route } from 'lucide-react'
import type { SessionKey } from '../../shared/story/session-life.ts'
import { useFollow } from '../client/follow.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { followTexts } from '../texts/follow-texts.ts'

interface FollowButtonProps {
  /** The session that something is of, where that is known. */
  readonly session: SessionKey | undefined
  readonly isFollowed: boolean
}

/** Follows a session through all tabs, or no longer; nothing where none is known. */
export const FollowButton = ({ session, isFollowed }: FollowButtonProps) => {
  const follow = useFollow()
  if (session === undefined) return null
  return (
    <IconButton
      icon={Route}
      name={isFollowed ? followTexts.stop : followTexts.follow}
      onPress={() => {
        follow(isFollowed ? undefined : session)
      }}
    />
  )
}
