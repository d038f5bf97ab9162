import type { HarLoss, HarNote, HarSkip } from '../../../shared/har/har-notes.ts'
import { plural } from '../../texts/wording.ts'

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

/** Texts of HTTP Archives. */
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
  commands: {
    exportHar: 'Export all exchanges as HAR',
    importHar: 'Import a HAR file',
    closeImported: 'Close the HAR file: back to the lab’s own exchanges',
  },
} as const
