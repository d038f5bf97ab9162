import { cutBlock, documentDigest, htmlMarks, markdownMarks } from '../../shared/report/data-block.ts'
import { courseOfReport, judgeAgain, misplacedLessons, type SecondLook } from '../../shared/report/judge-again.ts'
import { renderHtml } from '../../shared/report/render-html.ts'
import { renderMarkdown } from '../../shared/report/render-markdown.ts'
import { courseOfUnnamed, type Report, type ReportLesson } from '../../shared/report/report.ts'
import { reportDocument } from '../../shared/report/report-document.ts'
import { reportTexts } from '../../shared/report/report-texts.ts'
import { brokenParts, shortDigest, unsealParts } from '../../shared/report/seal.ts'
import { pointOf, type Course, type Courses } from '../../shared/course/course.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { visible } from '../../shared/base/visible.ts'
import { picturesIn, readReportFile, type OpenedReport } from './read-report-file.ts'
import { sha256 } from '../files/sha256.ts'

/** What was found in a report. */
export interface ReportFindings {
  /** One line a lesson, after one that says whose report it is. */
  readonly lines: readonly string[]
  /** What speaks against it; none where it holds. */
  readonly problems: readonly string[]
  readonly digest: string
  readonly passed: number
  readonly lessons: number
}

/** Computes the digests of a report again and has every verdict judged again. A file that is no report fails in words. */
export const verifyReport = (bytes: Buffer, courses: Courses): Result<ReportFindings> => {
  const file = readReportFile(bytes)
  if (!file.ok) return file
  const { sealed } = file.value
  const report = unsealParts(sealed.parts)
  if (report === undefined)
    return failure('bad-input', 'this report is damaged: its data has another form than it says')
  const known = courseOfReport(report, courses)
  const course = known ?? noCourse
  const broken = new Set(brokenParts(sealed, sha256))
  const looks = report.lessons.map((lesson) => ({
    lesson,
    look: secondLook(lesson, course),
    isEdited: broken.has(lesson.id),
  }))
  return success({
    lines: [headLine(report), ...lessonLines(looks, course)],
    problems: [
      ...(broken.has('head') ? ['name, date or version were changed after the export'] : []),
      ...(broken.has('exercise') || codeIsOther(report)
        ? ['the code or what was found of it was changed after the export']
        : []),
      ...(broken.has('notes') ? ['the notes were changed after the export'] : []),
      ...looks
        .filter(({ isEdited }) => isEdited)
        .map(({ lesson }) => `${nameOf(lesson, course)}: verdict, evidence or note was changed after the export`),
      ...looks
        .filter(({ look }) => look === 'does-not-hold')
        .map(({ lesson }) => `${nameOf(lesson, course)}: the evidence does not show what the verdict says`),
      ...(known === undefined ? [unknownCourse(report)] : unknownLessons(looks, course)),
      ...misplacedLessons(report, course).map((title) => `${title}: not there exactly once`),
      ...(broken.has('digest') ? ['the digest is not that of the parts'] : []),
      ...(file.value.isDataSame
        ? []
        : ['its data is not written as it was exported: something was added to it, or another program wrote it anew']),
      ...(file.value.isDocumentSame ? [] : [changedText(file.value, report, course)]),
    ],
    digest: shortDigest(sealed.digest),
    passed: looks.filter(({ look }) => look === 'holds').length,
    lessons: looks.length,
  })
}

const noCourse: Course = { id: '', version: 1, title: '', lessons: [] }

const unknownCourse = ({ head: { course = courseOfUnnamed } }: Report): string =>
  `this version of Sessionscope has no course ${course.id} in version ${course.version}`

const unknownLessons = (looks: readonly Looked[], course: Course): string[] =>
  looks
    .filter(({ look }) => look === 'unknown')
    .map(({ lesson }) => `${nameOf(lesson, course)}: this version of Sessionscope has no such lesson`)

// Observations that somebody made up may be such as no lab ever saw, and no check has thought of.
const secondLook = (lesson: ReportLesson, course: Course): SecondLook => {
  try {
    return judgeAgain(lesson, course)
  } catch {
    return 'does-not-hold'
  }
}

const codeIsOther = ({ exercise }: Report): boolean =>
  exercise !== undefined && sha256(exercise.source) !== exercise.digest

const nameAtMost = 200
const titleAtMost = 80

// What was typed by a student goes to a terminal here, on one line.
const printable = (text: string, atMost: number): string => visible(cut(text, atMost))

const cut = (text: string, atMost: number): string => (text.length > atMost ? `${text.slice(0, atMost)}…` : text)

const headLine = ({ head }: Report): string =>
  `Report of ${head.name.trim() === '' ? `(${reportTexts.unnamed})` : printable(head.name, nameAtMost)}, ${reportTexts.date(head)}, Sessionscope ${printable(head.version, titleAtMost)}`

const nameOf = ({ id, title }: ReportLesson, course: Course): string => {
  const point = pointOf(course, id)
  return point === undefined ? printable(title, titleAtMost) : `Point ${point.number}`
}

const looksInWords: Record<SecondLook, string> = {
  holds: 'evidence holds',
  'does-not-hold': 'EVIDENCE DOES NOT HOLD',
  'not-passed': '',
  unknown: 'UNKNOWN LESSON',
}

interface Looked {
  readonly lesson: ReportLesson
  readonly look: SecondLook
  readonly isEdited: boolean
}

const lessonLines = (looked: readonly Looked[], course: Course): string[] => {
  const width = looked.reduce((longest, { lesson }) => Math.max(longest, nameOf(lesson, course).length), 0)
  return looked.map(({ lesson, look, isEdited }) =>
    `  ${nameOf(lesson, course).padEnd(width)}  ${status(lesson).padEnd(14)}  ${isEdited ? 'EDITED' : looksInWords[look]}`.trimEnd(),
  )
}

const status = ({ verdict, judged }: ReportLesson): string =>
  verdict.state === 'passed' ? `passed by ${judged?.by ?? 'hand'}` : reportTexts.marks[verdict.state]

const whereShown = 100

// Where the report can be written once more as it was, the first line that differs says what was changed.
const changedText = (file: OpenedReport, report: Report, course: Course): string => {
  if (file.format === 'pdf') return 'the pages were changed after the export, or saved anew by another program'
  const document = file.document()
  const exported = document === undefined ? undefined : exportedAgain(file, report, document, course)
  const line = exported === undefined || document === undefined ? undefined : differentLine(exported, document)
  return line === undefined
    ? unlocated
    : `${unlocated}: line ${line.number} reads ${visible(JSON.stringify(cut(line.text, whereShown)))}`
}

const unlocated = 'what it shows was changed after the export'

// Undefined where that is not what was exported: by another version, or of observations that somebody made up.
const exportedAgain = (file: OpenedReport, report: Report, document: string, course: Course): string | undefined => {
  try {
    const made = reportDocument(report, file.sealed.digest, course)
    const [marks, text] =
      file.format === 'html'
        ? ([htmlMarks, renderHtml(made, picturesIn(document))] as const)
        : ([markdownMarks, renderMarkdown(made)] as const)
    const exported = cutBlock(text, marks)?.document ?? ''
    return documentDigest(exported, sha256) === file.sealed.document ? exported : undefined
  } catch {
    return undefined
  }
}

// The first line of a text that is another one than in the text before.
const differentLine = (
  before: string,
  after: string,
): { readonly number: number; readonly text: string } | undefined => {
  for (let at = 0, number = 1; at < before.length || at < after.length; number += 1) {
    const end = lineEnd(before, at)
    if (end !== lineEnd(after, at) || before.slice(at, end) !== after.slice(at, end))
      return { number, text: after.slice(at, lineEnd(after, at)) }
    at = end + 1
  }
  return undefined
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
