import type { HarLoss, HarNote, HarSkip } from '../../../shared/har/har-notes.ts'
import type { SnippetProblem } from '../../../shared/copy-as/snippet-problem.ts'
import { plural } from '../../texts/wording.ts'

// The part of the catalogue that the Console and its files speak.

/** The Console. */
export const consoleTexts = {
  compose: 'Compose a request',
  resize: 'Width of the composer',
  server: 'Server',
  method: 'Method',
  path: 'Path',
  send: 'Send',
  sending: 'Sending…',
  headers: 'Headers',
  headerName: (row: number) => `Name of header ${row}`,
  headerValue: (row: number) => `Value of header ${row}`,
  headerNamePlaceholder: 'Name',
  headerValuePlaceholder: 'value',
  addHeader: 'Add header',
  removeHeader: (name: string) => (name === '' ? 'Remove this header' : `Remove ${name}`),
  cookies: 'Cookies',
  withoutCookies: 'none',
  withCookiesOf: (name: string) => `those of ${name}`,
  body: 'Body',
  bodyPlaceholder: '{"foo": "bar"}',
  validJson: 'valid JSON',
  invalidJson: (flaw: string) => `not JSON yet: ${flaw}`,
  format: 'Format',
  preview: 'As it will be sent',
  filledFrom: (exchange: number, file?: string) =>
    `Filled in from exchange #${exchange}${file === undefined ? '' : ` of ${file}`}.`,
  leftOut: (names: string) => `Written anew: ${names}.`,
  foreign: (host: string) =>
    `This request went to ${host}. The Console sends only to the counter and the key-value service; copy it as a command instead.`,
  loss: {
    'cut-body': 'Only the beginning of its body is known: complete it before you send it.',
    'binary-body': 'Its body is no text and was left out.',
  },
  answer: 'Answer',
  empty: 'Compose a request and send it: Ctrl+Enter does so from any field.',
  emptyMore:
    'It goes over HTTP like that of any other client, and shows in the Timeline. A Set-Cookie in its answer fills no jar.',
  unobserved: 'not in the log',
  inTimeline: (exchange: number) => `exchange #${exchange}`,
  history: 'Sent before',
  forgetHistory: 'Forget what was sent before',
  noAnswer: 'no answer',
} as const

const skipped: Readonly<Record<HarSkip, string>> = {
  'no-request': 'without a request',
  'no-answer': 'without a response',
  'no-method': 'whose method is not one word, as HTTP has it',
  'no-address': 'whose address is not one of HTTP',
}

const lost: Readonly<Record<HarLoss, (count: number) => string>> = {
  'not-utf-8': () => 'The file is not UTF-8: what could not be read stands as \uFFFD.',
  'no-date': (count) => `${plural(count, 'exchange')} without a date that can be read: placed after the one before.`,
  'header-name': (count) => `${plural(count, 'header')} left out: the name is not one that HTTP allows.`,
  'not-text': (count) =>
    count === 1
      ? '1 value that should be text, but was not: shown as it is written.'
      : `${plural(count, 'value')} that should be text, but were not: shown as they are written.`,
  'too-long': (count) => `${plural(count, 'value')} cut after 65,536 characters.`,
  'too-many-headers': (count) => `${plural(count, 'header')} left out: more than 1,000 in one message.`,
  form: (count) =>
    `${plural(count, 'request body', 'request bodies')} put together from the fields of a form: the file has only those.`,
  'no-body': (count) => `${plural(count, 'body', 'bodies')} not in the file.`,
  'cut-body': (count) => `${plural(count, 'body', 'bodies')} only in part.`,
  'not-base64': (count) => `${plural(count, 'body', 'bodies')} said to be base64, but not: shown as text.`,
  'cookies-without-header': (count) =>
    `${plural(count, 'message')} with cookies in a list, but not in a header: not shown.`,
  'web-socket': (count) => `${plural(count, 'WebSocket message')} not shown.`,
  'broken-off': (count) => `${plural(count, 'response')} that the file also gives an error for: not shown.`,
  session: (count) => `${plural(count, 'exchange')} whose session could not be read.`,
}

const isSkip = (what: HarSkip | HarLoss): what is HarSkip => Object.hasOwn(skipped, what)

/** What was not read of a file, or not as it stands there. */
const harNote = ({ what, count, first }: HarNote): string => {
  const where = first === 0 ? '' : ` (${count === 1 ? 'entry' : 'the first in entry'} ${first})`
  return isSkip(what)
    ? `Skipped: ${plural(count, 'entry', 'entries')} ${skipped[what]}${where}.`
    : `${lost[what](count)}${where}`
}

/** HTTP Archives. */
export const harTexts = {
  export: 'Export as HAR',
  import: 'Import a HAR file',
  imported: 'imported',
  from: (name: string, count: number, more: number) =>
    `From ${name}: ${plural(count, 'exchange')}${more > 0 ? ` (the first of ${(count + more).toLocaleString('en')})` : ''}. The lab did not observe them; no check counts them.`,
  note: harNote,
  notes: 'What was not read, or not as it stands in the file',
  close: 'Back to the lab’s own',
  tooLarge: (name: string, bytes: number) => `${name} is too large: more than ${bytes / 1_000_000} MB.`,
  unreadable: (problem: string) => `The file could not be read: ${problem}`,
} as const

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** Why a program cannot send a request with the same bytes. */
const snippetProblem = (problem: SnippetProblem): string => {
  switch (problem.kind) {
    case 'method':
      return 'its method would be refused or written differently.'
    case 'target':
      return 'its target would be written differently.'
    case 'characters':
      return 'its target has characters that HTTP does not allow there.'
    case 'body':
      return 'GET and HEAD would be sent without a body.'
    case 'cut-body':
      return 'only the beginning of its body is known.'
    case 'web-socket':
      return 'it opens a WebSocket.'
    case 'too-long':
      return 'it is too long for a command line.'
    case 'header':
      return `the header ${JSON.stringify(problem.header)} is not one that HTTP allows.`
    case 'repeated':
      return `the header ${problem.header} comes more than once.`
    case 'bytes':
      return `the value of ${problem.header} is not UTF-8.`
    case 'unsent':
      return `the header ${problem.header} would be left out or written anew.`
    case 'adds':
      return `headers of its own would be added to ${problem.header}.`
    case 'space':
      return `white space at an end of ${problem.header} would be lost.`
    case 'backslash':
      return `a backslash in ${problem.header} would be lost.`
  }
}

/** Requests for other programs. */
export const copyAsTexts = {
  title: 'Copy as',
  httpie: 'HTTPie',
  curl: 'curl',
  fetch: 'fetch',
  requests: 'Python Requests',
  cannot: (programs: readonly string[], isAll: boolean) =>
    isAll ? 'None of these can send this request:' : `${list.format(programs)} cannot send this request:`,
  problem: snippetProblem,
  leftOut: (names: readonly string[]) => `Left to the program that sends it: ${names.join(', ')}.`,
} as const
