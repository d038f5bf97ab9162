import { plural } from './wording.ts'

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
  filledFrom: (exchange: number, file?: string) => `Filled in from exchange #${exchange}${file === undefined ? '' : ` of ${file}`}.`,
  leftOut: (names: string) => `Written anew: ${names}.`,
  loss: {
    'cut-body': 'The log kept only the beginning of its body: complete it before you send it.',
    'binary-body': 'Its body is no text and was left out.',
  },
  answer: 'Answer',
  empty: 'Compose a request and send it: Ctrl+Enter does so from any field.',
  emptyMore: 'It goes over HTTP like that of any other client, and shows in the Timeline. A Set-Cookie in its answer fills no jar.',
  unobserved: 'not in the log',
  inTimeline: (exchange: number) => `exchange #${exchange}`,
  history: 'Sent before',
  forgetHistory: 'Forget what was sent before',
  noAnswer: 'no answer',
} as const

/** HTTP Archives. */
export const harTexts = {
  export: 'Export as HAR',
  import: 'Import a HAR file',
  imported: 'imported',
  from: (name: string, count: number, more: number) =>
    `From ${name}: ${plural(count, 'exchange')}${more > 0 ? ` (the first of ${(count + more).toLocaleString('en')})` : ''}. The lab did not observe them; no check counts them.`,
  close: 'Back to the lab’s own',
  tooLarge: (name: string, bytes: number) => `${name} is too large: more than ${bytes / 1_000_000} MB.`,
  unreadable: (problem: string) => `The file could not be read: ${problem}`,
} as const

/** Requests for other programs. */
export const copyAsTexts = { title: 'Copy as', httpie: 'HTTPie', curl: 'curl', fetch: 'fetch', requests: 'Python Requests' } as const
