import type { Hop, HopDeed } from '../../../shared/exchange/thread.ts'
import { participantLabel } from '../../../shared/stream/participant.ts'
import { participantColour } from '../../widgets/who.tsx'
import { detailTexts, threadTexts } from './exchange-detail-texts.ts'
import { milliseconds } from '../../texts/wording.ts'
import { summaryText } from '../../texts/exchange-wording.ts'
import { short, shortTarget } from '../../texts/wording.ts'

/** A thread from the click to the page, hop by hop. */
export const Thread = ({ hops }: { readonly hops: readonly Hop[] }) => (
  <div className="detail-part">
    <h4>{detailTexts.thread}</h4>
    <ol className="thread">
      {hops.map(({ participant, offset, deed }, index) => (
        <li key={index} className="hop" data-participant={participantColour(participant)}>
          <i aria-hidden />
          <span>
            {saysWho(deed) ? `${participantLabel(participant)} ` : null}
            <Deed deed={deed} />
          </span>
          <span className="hop-offset">{milliseconds(offset)}</span>
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
  nothing: threadTexts.withNothing,
  id: threadTexts.withId,
  session: threadTexts.withSession,
  'refused-cookie': threadTexts.withCookie,
} as const

const Deed = ({ deed }: { readonly deed: HopDeed }) => {
  switch (deed.kind) {
    case 'asks':
      return (
        <>
          {threadTexts.asks}{' '}
          <code>
            {deed.method} {shortTarget(deed.target)}
          </code>{' '}
          {deed.brings === undefined || deed.target.startsWith('/favicon') ? null : brings[deed.brings]}
        </>
      )
    case 'reads-cookie':
      return (
        <>
          {threadTexts.readsCookie} <code>{deed.data}</code>
        </>
      )
    case 'refuses-cookie':
      return <span className="bad">{threadTexts.refusesCookie(deed.reason)}</span>
    case 'asks-store':
      return (
        <>
          {threadTexts.asksStore} <code>{short(deed.key)}</code>
        </>
      )
    case 'store-answers':
      return (
        <>
          {threadTexts.storeAnswers} <code>{deed.value}</code>
        </>
      )
    case 'store-writes':
      return (
        <>
          {threadTexts.saves} <code>{deed.value}</code>
        </>
      )
    case 'store-deletes':
      return (
        <>
          {threadTexts.deletes} <code>{short(deed.key)}</code>
        </>
      )
    case 'store-other':
      return (
        <>
          {threadTexts.asks}{' '}
          <code>
            {deed.method} {shortTarget(deed.target)}
          </code>
        </>
      )
    case 'store-fails':
      return (
        <span className="bad">
          {threadTexts.storeFails} {deed.problem}
        </span>
      )
    case 'signs':
      return (
        <>
          {threadTexts.signs} <code>{deed.data}</code>
        </>
      )
    case 'clears-cookie':
      return <>{threadTexts.clearsCookie}</>
    case 'fails':
      return (
        <span className="bad">
          {threadTexts.fails} {deed.problem}
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
        {threadTexts.shows} <b>{summary.text}</b>
      </>
    )
  if (summary.kind === 'redirect')
    return (
      <>
        {threadTexts.redirected} <code>{summary.location}</code>
      </>
    )
  return (
    <>
      {threadTexts.receives} <code>{status}</code> <code>{summaryText(summary)}</code>
    </>
  )
}
