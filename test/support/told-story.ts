import { gistOf, lineGist } from '../../src/renderer/features/exchange-detail/story/gist.ts'
import { storyNamesOf } from '../../src/renderer/features/exchange-detail/story/story-names.ts'
import { storyTexts } from '../../src/renderer/features/exchange-detail/story/story-texts.ts'
import { exchangesFold } from '../../src/shared/folds/exchanges.ts'
import { storyFactsFold } from '../../src/shared/story/story-facts.ts'
import { storyOf } from '../../src/shared/story/story-of.ts'
import type { Story } from '../../src/shared/story/story.ts'
import { foldAll } from '../../src/shared/stream/fold.ts'
import type { Observation } from '../../src/shared/stream/observation.ts'

/** A story as it is read in the panel. */
export interface ToldStory {
  readonly story: Story
  readonly gist: string
  /** The head of each step, after its name. */
  readonly brought: string
  readonly judged: string
  readonly judgedText: string
  readonly data: string
  readonly set: readonly string[]
  readonly kept: readonly string[]
  /** What the list of Set-Cookie lines says of each. */
  readonly lines: readonly string[]
}

/** Tells the story of one exchange of a stream. */
export const toldStory = (
  stream: readonly Observation[],
  exchange: number,
  from: 'lab' | 'file' = 'lab',
): ToldStory => {
  const { byId } = foldAll(exchangesFold, stream)
  const record = byId.get(exchange)
  if (record === undefined) throw new Error(`exchange #${exchange} is not in the stream`)
  const story = storyOf(record, { byId, facts: foldAll(storyFactsFold, stream), from })
  const names = storyNamesOf(record)
  const { session } = story.brought
  return {
    story,
    gist: gistOf(story, names),
    brought: session === undefined ? '' : storyTexts.broughtTitle(session, names),
    judged: storyTexts.judgedTitle(story.judged),
    judgedText: storyTexts.judgedText(story.judged, story.data.calls),
    data: storyTexts.dataTitle(story.data),
    set: story.set.map(storyTexts.setTitle),
    kept: story.set.map(({ kept }) => storyTexts.keptTitle(kept, names.asker)),
    lines: story.set.map((line) => lineGist(story, line)),
  }
}
