import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { participantLabel, roleOf, type NodeName } from '../../../shared/stream/node.ts'
import type { HandChange, HeldHop } from '../../../shared/stream/steps.ts'
import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import { plural } from '../../texts/wording.ts'

/** What was done to a message by hand. */
const deed = ({ phase, now }: HandChange): string => {
  switch (now.kind) {
    case 'request':
      return 'changed by hand'
    case 'answer':
      return phase === 'answer' ? 'changed by hand' : 'answered by hand in the server’s place'
    case 'cut':
      return 'connection cut by hand'
    case 'late':
      return `delayed by hand, ${now.milliseconds / 1000} s`
  }
}

const asked = ({ method, target }: ExchangeRecord): string => `${method} ${target}`

/** What is held, in one sentence. */
const about = (hop: HeldHop, record: ExchangeRecord, root: ExchangeRecord): string => {
  const { nodes } = record
  const sender = nameIn(nodes, hop.from)
  const cause = root.id === record.id ? '' : ` for #${root.id} ${asked(root)} of ${participantLabel(root.from, nodes)}`
  if (hop.phase === 'answer') return `Answers ${asked(record)}, which ${sender} sent${cause}.`
  return `Sent by ${sender}${cause}. ${capital(nameIn(nodes, hop.to))} has not begun to handle it.`
}

// A node is spoken of with its article.
const nameIn = (nodes: readonly NodeName[], participant: string): string =>
  nodes.some(({ id }) => id === participant)
    ? `the ${roleOf(nodes, participant) === 'store' ? 'store' : participantLabel(participant, nodes)}`
    : participantLabel(participant, nodes)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The texts of what is held and of what is done to it. */
export const handTexts = {
  deed,
  noAnswer: (problem: string) => `no answer: ${problem}`,
  noText: (bytes: number) => `${plural(bytes, 'byte')} that are not text`,
  more: (count: number) => `… ${plural(count, 'more character')}: select the message to read them`,
  held: (place: number) => `held, hop ${place}`,
  card: 'The message that is held',
  title: 'Held',
  to: 'to',
  about,
  until: (seconds: number) => `goes on by itself in ${seconds} s`,
  keep: 'Hold it longer',
  others: (count: number) => `${plural(count, 'other message')} held:`,
  hop: ({ exchange, phase }: HeldHop) => `#${exchange} ${phase}`,
  request: 'Request',
  answer: 'Answer',
  method: 'Method',
  target: 'Target',
  status: 'Status',
  header: (name: string) => `Value of ${name}`,
  headerName: 'Header name',
  headerValue: 'Header value',
  remove: (name: string) => `Remove ${name}`,
  add: 'Add a header',
  follows: 'follows from the body',
  ofConnection: 'belongs to the connection',
  body: 'Body',
  edited: 'edited',
  asItWas: 'As it was',
  compact: 'JSON, sent without the blanks',
  noJson: 'Not JSON any more: sent as it stands here',
  inPieces: 'This answer has no body yet, or none at all: only its head can be changed.',
  notText: (bytes: number) => `${plural(bytes, 'byte')} that cannot be edited here; they stay as they are.`,
  fixed: 'This message can be read and sent on, but not changed.',
  unknown: 'What it says is not known before it is sent.',
  instead: 'Or instead:',
  unavailable: 'Answer 503',
  unavailableBody: 'Answered by hand: 503 Service Unavailable',
  cut: 'Cut the connection',
  late: 'Wait 2 s',
  note: (id: ExchangeId) =>
    `#${id} stays marked as changed by hand, and no point or experiment counts the click that it belongs to.`,
  sendChanged: 'Send it changed',
  sendAsWas: 'Send it as it was',
} as const
