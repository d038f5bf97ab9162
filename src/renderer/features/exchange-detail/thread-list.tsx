import type { Hop, HopDeed } from '../../../shared/exchange/thread.ts'
import { participantLabel, type NodeName } from '../../../shared/stream/node.ts'
import { participantColour } from '../../kit/who.tsx'
import { texts } from '../../texts/texts.ts'
import { short, shortTarget } from '../../texts/wording.ts'

interface ThreadProps {
  readonly hops: readonly Hop[]
  readonly nodes: readonly NodeName[]
}

/** A thread from the click to the page, hop by hop. */
export const Thread = ({ hops, nodes }: ThreadProps) => (
  <div className="detail-part">
    <h4>{texts.detail.thread}</h4>
    <ol className="thread">
      {hops.map(({ participant, offset, deed }, index) => (
        <li key={index} className="hop" data-participant={participantColour(participant, nodes)}>
          <i aria-hidden />
          <span>
            {saysWho(deed) ? `${participantLabel(participant, nodes)} ` : null}
            <Deed deed={deed} />
          </span>
          <span className="hop-offset">{texts.timeline.milliseconds(offset)}</span>
        </li>
      ))}
    </ol>
  </div>
)

// Some sentences name their subject themselves.
const saysWho = (deed: HopDeed): boolean => {
  if (deed.kind === 'answers') return deed.summary.kind !== 'heading'
  return deed.kind !== 'store-answers' && deed.kind !== 'store-fails'
}

const brings = {
  nothing: texts.thread.withNothing,
  id: texts.thread.withId,
  session: texts.thread.withSession,
  'refused-cookie': texts.thread.withCookie,
} as const

const Deed = ({ deed }: { readonly deed: HopDeed }) => {
  const { thread } = texts
  switch (deed.kind) {
    case 'asks':
      return (
        <>
          {thread.asks}{' '}
          <code>
            {deed.method} {shortTarget(deed.target)}
          </code>{' '}
          {deed.brings === undefined || deed.target.startsWith('/favicon') ? null : brings[deed.brings]}
        </>
      )
    case 'reads-cookie':
      return (
        <>
          {thread.readsCookie} <code>{deed.data}</code>
        </>
      )
    case 'refuses-cookie':
      return <span className="bad">{thread.refusesCookie(deed.reason)}</span>
    case 'asks-store':
      return (
        <>
          {thread.asksStore} <code>{short(deed.key)}</code>
        </>
      )
    case 'store-answers':
      return (
        <>
          {thread.storeAnswers} <code>{deed.value}</code>
        </>
      )
    case 'store-writes':
      return (
        <>
          {thread.saves} <code>{deed.value}</code>
        </>
      )
    case 'store-deletes':
      return (
        <>
          {thread.deletes} <code>{short(deed.key)}</code>
        </>
      )
    case 'store-other':
      return (
        <>
          {thread.asks}{' '}
          <code>
            {deed.method} {shortTarget(deed.target)}
          </code>
        </>
      )
    case 'store-fails':
      return (
        <span className="bad">
          {thread.storeFails} {deed.problem}
        </span>
      )
    case 'signs':
      return (
        <>
          {thread.signs} <code>{deed.data}</code>
        </>
      )
    case 'clears-cookie':
      return <>{thread.clearsCookie}</>
    case 'fails':
      return (
        <span className="bad">
          {thread.fails} {deed.problem}
        </span>
      )
    case 'answers':
      return <Answer deed={deed} />
  }
}

const Answer = ({ deed: { status, summary } }: { readonly deed: Extract<HopDeed, { kind: 'answers' }> }) => {
  if (summary.kind === 'heading')
    return (
      <>
        {texts.thread.shows} <b>{summary.text}</b>
      </>
    )
  if (summary.kind === 'redirect')
    return (
      <>
        {texts.thread.redirected} <code>{summary.location}</code>
      </>
    )
  return (
    <>
      {texts.thread.receives} <code>{status}</code> <code>{texts.timeline.summary(summary)}</code>
    </>
  )
}
