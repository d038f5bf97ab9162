import { summaryOf } from '../../../shared/exchange/exchange-summary.ts'
import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import { answeredValue, readKvRequest } from '../../../shared/exchange/kv-request.ts'
import { cookieHeader, type Message, type Phase } from '../../../shared/exchange/messages.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { participantLabel, roleOf, type NodeName } from '../../../shared/stream/node.ts'
import type { NodeId, Participant } from '../../../shared/stream/participant.ts'
import { isRemoval, parseSetCookie } from '../../../shared/cookie/set-cookie.ts'
import { carriedSession, type CarriedSession } from '../../../shared/exchange/thread.ts'
import { summaryText } from '../../texts/exchange-wording.ts'
import { milliseconds, plural, short, shortTarget, time } from '../../texts/wording.ts'
import { handTexts } from './hand-texts.ts'
import type { SequenceScope } from './shown-clicks.ts'

const brings: Readonly<Record<CarriedSession, string>> = {
  nothing: 'without a session cookie',
  id: 'with its id',
  session: 'with its session in the cookie',
  'refused-cookie': 'with a session cookie that is refused',
}

const requestLabel = (record: ExchangeRecord): string => {
  const line = `${record.method} ${shortTarget(record.target)}`
  if (roleOf(record.nodes, record.to) !== 'store') return line
  const request = readKvRequest(record)
  if (request.verb !== 'write') return line
  const values = Object.values(request.values)
  const [only] = values
  return values.length === 1 ? `${line} {…:${JSON.stringify(only)}}` : `${line} {${plural(values.length, 'key')}}`
}

const answerLabel = (record: ExchangeRecord): string => {
  const { outcome } = record
  if (outcome.state === 'pending') return ''
  if (outcome.state === 'failed') return `no answer: ${outcome.problem}`
  return [String(outcome.status), answerGist(record, outcome.body.text)].filter((part) => part !== '').join(' · ')
}

// What was written stands over the request already.
const answerGist = (record: ExchangeRecord, body: string): string => {
  const request = roleOf(record.nodes, record.to) === 'store' ? readKvRequest(record) : undefined
  if (request?.verb === 'write' && record.outcome.state === 'answered' && record.outcome.status < 400) return ''
  if (request?.verb === 'read') return answeredValue(body, request.key) ?? summaryText(summaryOf(record))
  return summaryText(summaryOf(record))
}

/** What stands under an arrow: the header that carries a cookie, its values cut. */
const cookieNote = (message: Message): string | undefined => {
  const value = cookieHeader(message)
  if (value === undefined) return undefined
  if (message.phase === 'request') return `Cookie: ${value.split(/;\s*/).map(shortPair).join('; ')}`
  const cookie = parseSetCookie(value)
  const { outcome } = message.record
  const isGone = outcome.state === 'answered' && isRemoval(cookie, outcome.at)
  return `Set-Cookie: ${shortPair(`${cookie.name}=${cookie.value}`)}${isGone ? '; expired' : ''}`
}

const shortPair = (pair: string): string => {
  const equals = pair.indexOf('=')
  return `${pair.slice(0, equals + 1)}${short(pair.slice(equals + 1))}`
}

/** A message as a sentence, for those who hear the diagram. */
const sentence = (message: Message, heldAs?: number): string => {
  const change = message.record.changedByHand?.find(({ phase }) => phase === message.phase)
  const said = change === undefined ? plainSentence(message) : `${plainSentence(message)}, ${handTexts.deed(change)}`
  return heldAs === undefined ? said : `${handTexts.held(heldAs)}: ${said}`
}

const plainSentence = (message: Message): string => {
  const { record, from, to, phase, isFailed } = message
  const [sender, receiver] = [participantLabel(from, record.nodes), participantLabel(to, record.nodes)]
  if (phase === 'request')
    return [`${sender} asks ${receiver} ${requestLabel(record)}`, broughtPhrase(record)]
      .filter((part) => part !== '')
      .join(' ')
  if (isFailed) return `${receiver} gets ${answerLabel(record)}`
  const note = cookieNote(message)
  return `${sender} answers ${receiver} ${answerLabel(record)}${note === undefined ? '' : ` with ${note}`}`
}

// Of exchanges in which no session was opened there is nothing to say but their cookie.
const broughtPhrase = (record: ExchangeRecord): string => {
  if (record.opened !== undefined) return brings[carriedSession(record)]
  return roleOf(record.nodes, record.to) !== 'store' && cookieHeader({ phase: 'request', record }) !== undefined
    ? 'with a cookie'
    : ''
}

interface HeldMessage {
  readonly phase: Phase
  readonly from: Participant
  readonly to: NodeId
}

/** What is held. */
const held = ({ phase, from, to }: HeldMessage, nodes: readonly NodeName[]): string => {
  const receiver = roleOf(nodes, to) === 'store' ? 'store' : participantLabel(to, nodes)
  return phase === 'request'
    ? `held: request of ${participantLabel(from, nodes)} to the ${receiver}`
    : `held: answer of the ${receiver}`
}

/** What stands above a click. */
const heading = (record: ExchangeRecord): { readonly number: string; readonly rest: string } => {
  const { id, requestedAt, outcome, from, nodes } = record
  const gist = outcome.state === 'pending' ? 'under way' : summaryText(summaryOf(record))
  const rest = [participantLabel(from, nodes), time.format(requestedAt), gist].filter((part) => part !== '')
  return { number: `#${id}`, rest: ` · ${rest.join(' · ')}` }
}

const scopes: Readonly<Record<SequenceScope, string>> = {
  newest: 'Newest',
  selected: 'Selected',
  all: 'All',
}

/** The texts of the Sequence tab. */
export const sequenceTexts = {
  diagram: 'Sequence of messages',
  messages: 'Messages',
  empty: 'Reload Browser A to see its request travel to the counter, on to the store, and back.',
  emptyMore: 'Switch “Hold each hop” on first to walk through it step by step.',
  scope: 'Clicks shown',
  scopes,
  heading,
  offset: (offset: number) => milliseconds(Math.max(0, offset)),
  leftOut: (names: readonly string[]) =>
    `${names.length} ${names.length === 1 ? 'takes no part and is' : 'take no part and are'} left out: ${names.join(', ')}`,
  everyone: 'Everyone who was seen has a line',
  showThem: (count: number) => (count === 1 ? 'Show it' : 'Show them'),
  leaveOut: 'Only those who take part',
  others: (count: number) => plural(count, 'other client'),
  otherHosts: (count: number) => plural(count, 'other host'),
  older: (count: number) => `Show ${plural(count, 'older exchange')}`,
  tooOld: (count: number) => `${plural(count, 'older exchange')} on the Timeline tab`,
  jump: 'Jump to the newest',
  resize: 'Width of the diagram',
  sentence,
  steps: {
    hold: 'Hold each hop',
    hint: 'Holds every request and every answer on its way until you press Next hop.',
    next: 'Next hop',
    nextKey: 'Space',
    releaseAll: 'Release all',
    releaseAllKey: 'Esc',
    held,
    place: (hop: number, exchange: ExchangeId) => `Hop ${hop} of #${exchange}`,
    count: (count: number) => `${count} held`,
    on: 'step mode',
  },
  commands: {
    holdHops: (isOn: boolean) => (isOn ? 'Hold no hop any more' : 'Hold each hop until Next hop'),
    nextHop: 'Let the next hop go on',
    releaseHops: 'Release all hops that are held',
  },
  playback: {
    name: 'Playback',
    play: 'Play slowly',
    pause: 'Pause the playback',
    resume: 'Go on playing',
    back: 'One hop back',
    forward: 'One hop on',
    stop: 'End the playback',
    speed: 'Speed',
    speeds: { slow: '½×', normal: '1×', fast: '2×' },
    place: (hop: number, hops: number) => `hop ${hop} of ${hops}`,
  },
} as const
