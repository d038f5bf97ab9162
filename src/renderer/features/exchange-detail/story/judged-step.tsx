import type { Story } from '../../../../shared/story/story.ts'
import { StoryStep } from './story-step.tsx'
import { storyTexts } from './story-texts.ts'

/** How the application judged what was brought. */
export const JudgedStep = ({ story: { judged, data } }: { readonly story: Story }) => {
  const text = storyTexts.judgedText(judged, data.calls)
  return (
    <StoryStep number={2} name={storyTexts.steps.judged} title={storyTexts.judgedTitle(judged)} tone={toneOf(judged)}>
      {text === '' ? null : <p>{text}</p>}
    </StoryStep>
  )
}

const toneOf = ({ state }: Story['judged']): 'good' | 'bad' | 'plain' => {
  if (state === 'refused' || state === 'store-failed') return 'bad'
  return state === 'accepted' ? 'good' : 'plain'
}
