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

const broughtBy = {
  nothing: threadTexts.withNothing,
  id: threadTexts.withId,
  session: threadTexts.withSession,
  'refused-cookie': threadTexts.withCookie,
} as const

const Deed = ({ deed }: { readonly deed: HopDeed }) => {
  switch (deed.kind) {
    case 'asks':
      return <Asks deed={deed} />
    case 'reads-cookie':
      return <Says what={threadTexts.readsCookie} code={deed.data} />
    case 'refuses-cookie':
      return <span className="bad">{threadTexts.refusesCookie(deed.reason)}</span>
    case 'asks-store':
      return <Says what={threadTexts.asksStore} code={short(deed.key)} />
    case 'store-answers':
      return <Says what={threadTexts.storeAnswers} code={deed.value} />
    case 'store-writes':
      return <Says what={threadTexts.saves} code={deed.value} />
    case 'store-deletes':
      return <Says what={threadTexts.deletes} code={short(deed.key)} />
    case 'store-other':
      return <Says what={threadTexts.asks} code={`${deed.method} ${shortTarget(deed.target)}`} />
    case 'store-fails':
      return <Fails what={threadTexts.storeFails} problem={deed.problem} />
    case 'signs':
      return <Says what={threadTexts.signs} code={deed.data} />
    case 'clears-cookie':
      return <>{threadTexts.clearsCookie}</>
    case 'fails':
      return <Fails what={threadTexts.fails} problem={deed.problem} />
    case 'answers':
      return <Answer deed={deed} />
  }
}

const Says = ({ what, code }: { readonly what: string; readonly code: string | undefined }) => (
  <>
    {what} <code>{code}</code>
  </>
)

const Fails = ({ what, problem }: { readonly what: string; readonly problem: string }) => (
  <span className="bad">
    {what} {problem}
  </span>
)

const Asks = ({ deed: { method, target, brings } }: { readonly deed: Extract<HopDeed, { kind: 'asks' }> }) => (
  <>
    <Says what={threadTexts.asks} code={`${method} ${shortTarget(target)}`} />{' '}
    {brings === undefined || target.startsWith('/favicon') ? null : broughtBy[brings]}
  </>
)

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
