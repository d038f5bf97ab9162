import { useRef } from 'react'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { storyOf } from '../../../shared/story/story-of.ts'
import { lineGist } from './story/gist.ts'
import { useStorySource } from './use-story-source.ts'

/** What each Set-Cookie line means to its session. Worked out once a line: its story is over when the line is there. */
export const useLineGist = (exchanges: ExchangesView): ((line: SetCookieLine) => string) => {
  const source = useStorySource(exchanges)
  const known = useRef(new WeakMap<SetCookieLine, string>())
  return (line) => {
    const before = known.current.get(line)
    if (before !== undefined) return before
    const record = source.byId.get(line.exchange)
    const story = record === undefined ? undefined : storyOf(record, source)
    const set = story?.set[line.place]
    const gist = story === undefined || set === undefined ? '' : lineGist(story, set)
    known.current.set(line, gist)
    return gist
  }
}
