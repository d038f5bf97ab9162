import type { Kept, Story } from '../../../../shared/story/story.ts'
import type { StoryNames } from './story-names.ts'
import { StoryStep } from './story-step.tsx'
import { storyTexts } from './story-texts.ts'

interface KeptStepProps {
  readonly story: Story
  readonly names: StoryNames
}

/** What became of the lines with whoever received them. */
export const KeptStep = ({ story: { set, end }, names: { asker } }: KeptStepProps) => {
  const [first, ...more] = set
  if (first === undefined)
    return (
      <StoryStep
        number={5}
        name={storyTexts.steps.kept}
        title={end.state === 'pending' ? storyTexts.notAnsweredYet : storyTexts.nothingToKeep}
      />
    )
  if (more.length === 0)
    return (
      <StoryStep
        number={5}
        name={storyTexts.steps.kept}
        title={storyTexts.keptTitle(first.kept, asker)}
        tone={toneOf(first.kept)}
      >
        <KeptText kept={first.kept} />
      </StoryStep>
    )
  return (
    <StoryStep number={5} name={storyTexts.steps.kept} title="">
      {set.map(({ reading, kept }, index) => (
        <div key={index} className="story-kept-line" data-tone={toneOf(kept)}>
          <p>
            <code>{reading.line.name}</code> {storyTexts.keptTitle(kept, asker)}
          </p>
          <KeptText kept={kept} />
        </div>
      ))}
    </StoryStep>
  )
}

const KeptText = ({ kept }: { readonly kept: Kept }) => {
  const text = storyTexts.keptText(kept)
  if (text !== '') return <p>{text}</p>
  if (!('seen' in kept)) return null
  if (kept.seen.state === 'held' && kept.seen.instead !== undefined)
    return <p className="detail-aside">{storyTexts.tookThePlaceOf(kept.seen.instead)}</p>
  if (kept.seen.state === 'gone' && kept.seen.value !== undefined)
    return <p className="detail-aside">{storyTexts.hadBeen(kept.seen.value)}</p>
  return null
}

const toneOf = (kept: Kept): 'good' | 'bad' | 'plain' => {
  if (!('seen' in kept)) return 'plain'
  if (kept.seen.state === 'refused') return 'bad'
  return kept.seen.state === 'held' || kept.seen.state === 'held-already' ? 'good' : 'plain'
}
