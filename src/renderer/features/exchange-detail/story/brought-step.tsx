import type { BroughtCookie, Story } from '../../../../shared/story/story.ts'
import { CookieValue, CookieValueParts } from './cookie-value.tsx'
import type { StoryNames } from './story-names.ts'
import { StoryStep } from './story-step.tsx'
import { storyTexts } from './story-texts.ts'

interface BroughtStepProps {
  readonly story: Story
  readonly names: StoryNames
}

/** Cookies that are shown one by one where nobody says which of them is the session's. */
const shownAtMost = 8

/** The cookie that the request carried, taken apart. */
export const BroughtStep = ({ story: { brought, judged }, names }: BroughtStepProps) => {
  const { session, others, heldBack } = brought
  // Where the application says which cookie it looked at, the others are no part of the story.
  const isTold = judged.state === 'no-cookie' || session !== undefined
  const shown = isTold ? [] : others.slice(0, shownAtMost)
  const more = others.length - shown.length
  return (
    <StoryStep number={1} name={storyTexts.steps.brought} title={titleOf(brought, isTold, names)}>
      {session === undefined ? null : <BroughtValue cookie={session} />}
      {shown.map((cookie, index) => (
        <BroughtValue key={index} cookie={cookie} />
      ))}
      {more > 0 ? <p className="detail-aside">{storyTexts.moreCookies(more)}</p> : null}
      {heldBack.map(({ text, reasons }, index) => (
        <p key={index} className="story-held-back">
          <b>{storyTexts.heldBack(text.split('=', 1)[0] ?? '')}</b> {reasons.map(storyTexts.because).join('; ')}
        </p>
      ))}
    </StoryStep>
  )
}

const titleOf = ({ session, others }: Story['brought'], isTold: boolean, names: StoryNames): string => {
  if (session !== undefined) return storyTexts.broughtTitle(session, names)
  if (others.length === 0) return storyTexts.noCookie
  return isTold ? storyTexts.noSessionCookie : ''
}

const BroughtValue = ({ cookie: { name, value, reading } }: { readonly cookie: BroughtCookie }) => (
  <>
    <CookieValue
      raw={name === '' ? value : `${name}=${value}`}
      value={value}
      valueAt={name === '' ? 0 : name.length + 1}
      reading={reading}
      copyName={storyTexts.copyCookie}
    />
    <CookieValueParts reading={reading} />
  </>
)
