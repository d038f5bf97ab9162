import { dateFrom } from '../base/date-from.ts'
import { numberWord } from '../base/number-word.ts'
import type { Course } from '../course/course.ts'
import { participantLabel } from '../stream/node.ts'
import type { BrowserId } from '../stream/participant.ts'
import type { Mark } from './blocks.ts'
import type { ReportHead } from './report.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const two = (value: number): string => String(value).padStart(2, '0')

// Not by the locale of who reads it: the same report is the same text everywhere.
const clock = (at: number, zone: number): string => {
  const moment = dateFrom(at + zone * 60_000)
  if (moment === undefined) return 'no time of day'
  return `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}:${two(moment.getUTCSeconds())}`
}

const day = (at: number, zone: number): string => {
  const moment = dateFrom(at + zone * 60_000)
  if (moment === undefined) return 'beyond the calendar'
  return `${moment.getUTCDate()} ${months[moment.getUTCMonth()] ?? ''} ${moment.getUTCFullYear()}`
}

const zoneName = (zone: number): string => {
  if (zone === 0) return 'UTC'
  const minutes = Math.abs(zone)
  return `UTC${zone < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${minutes % 60 === 0 ? '' : `:${two(minutes % 60)}`}`
}

/** Every text of a report, in English. */
export const reportTexts = {
  title: 'Sessionscope report',
  contents: 'Contents',
  unnamed: 'no name given',
  facts: { name: 'Name', date: 'Date', version: 'Made with', course: 'Course', passed: 'Passed', digest: 'Digest' },
  madeWith: ({ version, browsers }: ReportHead) =>
    `Sessionscope ${version}, ${browsers === 'native' ? 'desktop window with two Chromium browsers' : 'servers with two simulated browsers'}`,
  date: ({ at, zone }: Pick<ReportHead, 'at' | 'zone'>) => `${day(at, zone)}, ${clock(at, zone)} (${zoneName(zone)})`,
  courseIn: ({ title, version }: Pick<Course, 'title' | 'version'>) => `${title}, version ${version}`,
  passedOf: (points: readonly [number, number], experiments: readonly [number, number]) =>
    `${points[0]} of ${points[1]} points, ${experiments[0]} of ${experiments[1]} experiments`,
  points: (count: number) => `The ${numberWord(count)} ${count === 1 ? 'point' : 'points'}`,
  point: (number: number, title: string) => `Point ${number}: ${title}`,
  exercise: 'The exercise: KeyValueSessionStore',
  code: 'The code',
  checked: 'What *Check my work* found of it:',
  unchecked: 'It was not checked.',
  changedSince: 'It was changed since it was checked.',
  line: (line: number) => `line ${line}`,
  experiments: 'Experiments',
  misconception: 'Often thought',
  question: 'Question',
  predicted: 'Predicted',
  outcome: 'Outcome',
  holds: (choice: string, isRight: boolean) => `${choice} (${isRight ? 'as predicted' : 'not as predicted'})`,
  source: 'Source',
  untried: (titles: readonly string[]) => `Not tried: ${titles.join(' · ')}.`,
  note: 'Note',
  notes: 'Notes',
  noNotes: 'No notes were added.',
  about: 'About this report',
  aboutParagraphs: [
    'Every verdict here was computed from what was observed between browsers, counter and key-value service; nothing was typed in but the name and the notes. The messages are as they stood on the wire.',
    'The digest covers all of it: name, date, verdicts, evidence, pictures and notes. `sessionscope verify FILE` computes it again, compares what is shown with the data that the file carries, and has the same checks judge the evidence once more.',
    'It shows that the parts belong together and that nothing was changed by hand after the export. It is no signature: somebody who makes up observations and computes the digest anew is not found out by it.',
  ],
  marks: { passed: 'passed', failed: 'not yet', pending: 'open' } satisfies Record<Mark, string>,
  by: { hand: 'by hand', run: 'by a run of the lab' },
  judged: (verb: string, by: string, at: number, { zone }: ReportHead) =>
    `${verb} ${by}, ${day(at, zone)}, ${clock(at, zone)}`,
  verbs: { passed: 'Passed', failed: 'Judged', pending: 'Seen in part' } satisfies Record<Mark, string>,
  notSeen: 'Nothing was seen of it.',
  task: 'Task',
  seen: 'Seen',
  expected: 'Expected',
  evidence: 'Evidence',
  more: (count: number) => `${count} more exchanges that the verdict rests on are in the data of this file.`,
  asked: (from: string, to: string) => `${from} asks ${to}`,
  inCourseOf: (parent: number) => `, in the course of #${parent}`,
  request: 'Request',
  answer: 'Answer',
  failure: 'No answer',
  cut: (bytes: number) => `… ${bytes} bytes in all`,
  binary: (bytes: number) => `(${bytes} bytes that are not text)`,
  dump: 'The dump',
  others: 'Observed besides',
  shown: (browser: BrowserId) => `${participantLabel(browser)} at that moment`,
  shownAt: (url: string) => (url === '' ? 'no page yet' : url),
  elsewhere: 'The picture is in the HTML and PDF forms of the report.',
  pageOf: 'page',
} as const
