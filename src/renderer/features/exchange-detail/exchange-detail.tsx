import { SquareTerminal, X } from 'lucide-react'
import { useState } from 'react'
import type { ExchangeRecord, ExchangesView } from '../../../shared/folds/exchanges.ts'
import { rootOf, threadOf } from '../../../shared/exchange/thread.ts'
import { storyOf } from '../../../shared/story/story-of.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { Segments } from '../../kit/segments.tsx'
import { useSelection } from '../../client/selection.ts'
import { useReveal } from '../../client/reveal.ts'
import { shortTarget } from '../../texts/wording.ts'
import { Who } from '../../widgets/who.tsx'
import { detailTexts } from './exchange-detail-texts.ts'
import { AnswerMessage, RequestMessage } from '../../widgets/raw-message.tsx'
import { CopyRequestAs } from './copy-request-as.tsx'
import { gistOf, toneOf } from './story/gist.ts'
import { LinkedText } from '../../widgets/linked-text.tsx'
import { StoryActions } from './story/story-actions.tsx'
import { storyNamesOf } from './story/story-names.ts'
import { StoryView } from './story/story-view.tsx'
import { Thread } from './thread-list.tsx'
import { useStorySource } from './use-story-source.ts'
import './exchange-detail.css'

/** The ways to look at an exchange. */
type DetailView = 'story' | 'thread' | 'raw'
const views = ['story', 'thread', 'raw'] as const

interface ExchangeDetailProps {
  readonly record: ExchangeRecord
  readonly view: ExchangesView
  /** How it is looked at, at first. */
  readonly first?: DetailView
}

/** All about one exchange: the story of its session, the thread that it is part of, and both messages as they were sent. */
export const ExchangeDetail = ({ record, view, first = 'story' }: ExchangeDetailProps) => {
  const [shown, setShown] = useState<DetailView>(first)
  const title = detailTexts.title(record.id)
  return (
    <section className="detail" aria-label={title}>
      <DetailHead record={record} title={title} />
      <Segments
        name={detailTexts.views}
        options={views}
        nameOf={(one) => detailTexts.view[one]}
        value={shown}
        onChange={setShown}
      />
      {shown === 'story' ? (
        <StoryDetail key={record.id} record={record} view={view} />
      ) : (
        <div className="detail-body" key={record.id} tabIndex={0} role="group" aria-label={detailTexts.view[shown]}>
          {shown === 'thread' ? (
            <Thread hops={threadOf(rootOf(record, view), view)} nodes={record.nodes} />
          ) : (
            <>
              <RequestMessage record={record} />
              <CopyRequestAs record={record} />
              <AnswerMessage outcome={record.outcome} />
            </>
          )}
        </div>
      )}
    </section>
  )
}

const StoryDetail = ({ record, view }: ExchangeDetailProps) => {
  const source = useStorySource(view)
  const story = storyOf(record, source)
  const names = storyNamesOf(record)
  return (
    <>
      <div className="detail-body" tabIndex={0} role="group" aria-label={detailTexts.view.story}>
        <p className="story-gist" data-tone={toneOf(story)}>
          <LinkedText text={gistOf(story, names)} />
        </p>
        <StoryView record={record} story={story} names={names} />
        <CopyRequestAs record={record} />
      </div>
      {source.from === 'file' ? null : <StoryActions story={story} from={record.from} />}
    </>
  )
}

const DetailHead = ({ record, title }: { readonly record: ExchangeRecord; readonly title: string }) => {
  const { select, file } = useSelection()
  const reveal = useReveal()
  const { from, to, nodes, method, target, id } = record
  return (
    <div className="detail-head">
      <h3 className="detail-title" aria-label={title}>
        #{id} <Who participant={from} nodes={nodes} /> → <Who participant={to} nodes={nodes} />{' '}
        <code>
          {method} {shortTarget(target)}
        </code>
      </h3>
      <IconButton
        icon={SquareTerminal}
        name={detailTexts.openInConsole}
        onPress={() => {
          reveal({ draft: { record, file } })
        }}
      />
      <IconButton
        icon={X}
        name={detailTexts.close}
        onPress={() => {
          select(undefined)
        }}
      />
    </div>
  )
}
