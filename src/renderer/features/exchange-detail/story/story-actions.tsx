import { Route } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { asJarCookie } from '../../../../shared/cookie/jar-cookie.ts'
import type { Story } from '../../../../shared/story/story.ts'
import { sessionsFold } from '../../../../shared/story/sessions.ts'
import { isBrowserId, type Participant } from '../../../../shared/stream/participant.ts'
import { useFollow, useFollowed } from '../../../client/follow.ts'
import { useView } from '../../../client/use-view.ts'
import { followTexts } from '../../../texts/follow-texts.ts'
import { SetCookieActions } from '../set-cookie-actions.tsx'

interface StoryActionsProps {
  readonly story: Story
  readonly from: Participant
}

/** What may be tried with this exchange: follow its session, change its cookie, give it to the other browser, bring it back. */
export const StoryActions = ({ story, from }: StoryActionsProps) => {
  const kept = story.set.map(({ reading }) => reading.verdict).find(({ state }) => state === 'kept')
  return (
    <div className="story-actions">
      <FollowButton exchange={story.exchange} />
      {kept?.state === 'kept' && isBrowserId(from) ? (
        <SetCookieActions browser={from} cookie={asJarCookie(kept.cookie)} />
      ) : null}
    </div>
  )
}

// Of an exchange with two sessions, the one that it refused and the one that it began, the newer is followed.
const FollowButton = ({ exchange }: { readonly exchange: number }) => {
  const sessions = useView(sessionsFold)
  const follow = useFollow()
  const { key } = useFollowed()
  const keys = sessions.ofExchange(exchange)
  const newest = keys.at(-1)
  if (newest === undefined) return null
  const isFollowed = key !== undefined && keys.includes(key)
  return (
    <ToggleButton
      className="button quiet story-follow"
      isSelected={isFollowed}
      onChange={(isOn) => {
        follow(isOn ? newest : undefined)
      }}
    >
      <Route size={14} aria-hidden /> {followTexts.follow}
    </ToggleButton>
  )
}
