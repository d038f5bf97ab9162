import type { SetLine, Story } from '../../../../shared/story/story.ts'
import { setCookieTexts } from '../set-cookie-texts.ts'
import { CookieValue, CookieValueParts } from './cookie-value.tsx'
import { StoryAside } from './story-aside.tsx'
import { StoryStep } from './story-step.tsx'
import { storyTexts } from './story-texts.ts'

interface SetStepProps {
  readonly story: Story
  /** When the answer came, in milliseconds since 1970. */
  readonly at: number
}

/** Each Set-Cookie line of the answer, each attribute by what the reading made of it. */
export const SetStep = ({ story: { set, end }, at }: SetStepProps) => (
  <StoryStep number={4} name={storyTexts.steps.set} title={titleOf(set, end)}>
    {set.map((line, index) => (
      <SetCookieLine key={index} line={line} at={at} isAlone={set.length === 1} />
    ))}
  </StoryStep>
)

const titleOf = (set: readonly SetLine[], end: Story['end']): string => {
  if (end.state === 'pending') return storyTexts.notAnsweredYet
  if (end.state === 'failed') return storyTexts.notAnswered
  const [only, ...more] = set
  if (only === undefined) return storyTexts.notSet
  return more.length === 0 ? storyTexts.setTitle(only) : ''
}

interface SetCookieLineProps {
  readonly line: SetLine
  readonly at: number
  readonly isAlone: boolean
}

const SetCookieLine = ({ line, at, isAlone }: SetCookieLineProps) => {
  const { reading, value, role, isAsBrought } = line
  const { line: cookie } = reading
  return (
    <>
      {isAlone ? null : <p className="detail-aside">{storyTexts.setTitle(line)}</p>}
      <CookieValue
        raw={cookie.raw}
        value={cookie.value}
        valueAt={cookie.valueAt}
        reading={value}
        copyName={storyTexts.copyLine}
      />
      {role === 'same-id' || isAsBrought ? null : <CookieValueParts reading={value} />}
      <Attributes line={line} at={at} />
      <StoryAside role={role} />
    </>
  )
}

const Attributes = ({ line: { reading, role }, at }: { readonly line: SetLine; readonly at: number }) => (
  <dl className="attributes story-attributes">
    {reading.line.attributes.map(({ name, value }, index) => (
      <div key={index}>
        <dt>{value === undefined || value === '' ? name : `${name}=${value}`}</dt>
        <dd>{setCookieTexts.attribute(reading, index, at)}</dd>
      </div>
    ))}
    {role === 'deletes' || reading.verdict.state === 'ended'
      ? null
      : absentFrom(reading.attributes.map(({ says }) => says)).map(([name, meaning]) => (
          <div key={name} className="story-absent">
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
  </dl>
)

// What is not there acts, too.
const absentFrom = (says: readonly string[]): (readonly [string, string])[] => {
  const { absent } = storyTexts
  const isThere = (what: string) => says.includes(what)
  return [
    ...(isThere('http-only') ? [] : [absent['http-only']]),
    ...(isThere('same-site') ? [] : [absent['same-site']]),
    ...(isThere('secure') ? [] : [absent.secure]),
    ...(isThere('domain') ? [] : [absent.domain]),
    ...(isThere('expires') || isThere('max-age') ? [] : [absent.expires]),
  ]
}
