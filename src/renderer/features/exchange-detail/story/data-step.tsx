import { changedMembers, type MemberChange } from '../../../../shared/base/difference.ts'
import type { DataStep, ObservedStoreCall, Story } from '../../../../shared/story/story.ts'
import { LongText } from '../../../kit/long-text.tsx'
import { storeCallText } from './gist.ts'
import { ExchangeLink } from '../../../widgets/linked-text.tsx'
import { StoryStep } from './story-step.tsx'
import { storyTexts } from './story-texts.ts'

/** Members of a session that are shown one by one. */
const shownAtMost = 30

interface ReadAndWrittenProps {
  readonly story: Story
  /** What the store is called. */
  readonly store: string
}

/** What was in the session before and after, and the calls of the store behind that. */
export const ReadAndWritten = ({ story: { data, of }, store }: ReadAndWrittenProps) => (
  <StoryStep number={3} name={storyTexts.steps.data} title={storyTexts.dataTitle(data)}>
    <Changes data={data} />
    {data.calls.map((call) => (
      <Call key={call.exchange} call={call} store={store} isItself={of.kind === 'store-call'} />
    ))}
  </StoryStep>
)

const Changes = ({ data }: { readonly data: DataStep }) => {
  switch (data.state) {
    case 'unknown':
    case 'none':
      return null
    case 'read':
      return data.isOver ? <p>{storyTexts.nothingChanged}</p> : null
    case 'emptied':
      return (
        <>
          <p>{storyTexts.emptied}</p>
          <Members changes={changedMembers(data.before, {})} />
        </>
      )
    case 'saved':
      return (
        <>
          {data.changes.length === 0 ? <p>{storyTexts.nothingChanged}</p> : <Members changes={data.changes} />}
          {data.unused === undefined ? null : (
            <p className="detail-aside">{storyTexts.unused(JSON.stringify(data.unused))}</p>
          )}
        </>
      )
  }
}

const Members = ({ changes }: { readonly changes: readonly MemberChange[] }) => (
  <dl className="change">
    {changes.slice(0, shownAtMost).map(({ key, before, after }) => (
      <div key={key}>
        <dt>{key}</dt>
        <dd>
          <LongText>
            {before === undefined ? null : <del>{JSON.stringify(before)}</del>}
            {before === undefined || after === undefined ? ' ' : ' → '}
            {after === undefined ? storyTexts.wasRemoved : <ins>{JSON.stringify(after)}</ins>}
            {before === undefined ? ` ${storyTexts.isNew}` : ''}
          </LongText>
        </dd>
      </div>
    ))}
  </dl>
)

const Call = ({
  call,
  store,
  isItself,
}: {
  readonly call: ObservedStoreCall
  readonly store: string
  readonly isItself: boolean
}) => (
  <p className="story-call" data-result={call.result.state}>
    {isItself ? null : <ExchangeLink exchange={call.exchange} />} <span>{storeCallText(call, store)}</span>
  </p>
)
