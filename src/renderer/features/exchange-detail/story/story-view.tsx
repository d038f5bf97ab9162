import type { ExchangeRecord } from '../../../../shared/folds/exchanges.ts'
import type { Story } from '../../../../shared/story/story.ts'
import { BroughtStep } from './brought-step.tsx'
import { ReadAndWritten } from './data-step.tsx'
import { JudgedStep } from './judged-step.tsx'
import { KeptStep } from './kept-step.tsx'
import { LinkedText } from '../../../widgets/linked-text.tsx'
import { SetStep } from './set-step.tsx'
import type { StoryNames } from './story-names.ts'
import { storyTexts } from './story-texts.ts'
import './story.css'

interface StoryViewProps {
  readonly record: ExchangeRecord
  readonly story: Story
  readonly names: StoryNames
}

/** The story of the session in one exchange: brought, judged, read and written, set, kept. */
export const StoryView = ({ record, story, names }: StoryViewProps) => {
  const store = record.nodes.find(({ role }) => role === 'store')?.label ?? names.server
  if (story.of.kind === 'store-call')
    return (
      <section className="story" aria-label={storyTexts.story}>
        <p className="detail-aside">
          <LinkedText
            text={story.of.parent === undefined ? storyTexts.looseCall : storyTexts.storeCall(story.of.parent)}
          />
        </p>
        <div className="story-steps">
          <ReadAndWritten story={story} store={store} />
        </div>
      </section>
    )
  return (
    <section className="story" aria-label={storyTexts.story}>
      <div className="story-steps">
        <BroughtStep story={story} names={names} />
        <JudgedStep story={story} />
        <ReadAndWritten story={story} store={store} />
        <SetStep story={story} at={record.outcome.state === 'answered' ? record.outcome.at : 0} />
        <KeptStep story={story} names={names} />
      </div>
    </section>
  )
}
