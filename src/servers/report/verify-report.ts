import { cutBlock, documentDigest, htmlMarks, markdownMarks } from '../../shared/lesson/report/data-block.ts'
import { judgeAgain, misplacedLessons, type SecondLook } from '../../shared/lesson/report/judge-again.ts'
import { renderHtml } from '../../shared/lesson/report/render-html.ts'
import { renderMarkdown } from '../../shared/lesson/report/render-markdown.ts'
import type { Report, ReportLesson } from '../../shared/lesson/report/report.ts'
import { reportDocument } from '../../shared/lesson/report/report-document.ts'
import { reportTexts } from '../../shared/lesson/report/report-texts.ts'
import { brokenParts, shortDigest, unsealParts } from '../../shared/lesson/report/seal.ts'
import { pointOf } from '../../shared/lesson/points.ts'
import { failure, success, type Result } from '../../shared/result.ts'
import { readReportFile, type ReportFile } from './read-report-file.ts'
import { sha256 } from './sha256.ts'

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
export const verifyReport = (bytes: Buffer): Result<ReportFindings> => {
  const file = readReportFile(bytes)
  if (!file.ok) return file
  const { sealed } = file.value
  const report = unsealParts(sealed.parts)
  if (report === undefined) return failure('bad-input', 'this report is damaged: its data has another form than it says')
  const broken = new Set(brokenParts(sealed, sha256))
  const looks = report.lessons.map((lesson) => ({ lesson, look: judgeAgain(lesson), isEdited: broken.has(lesson.id) }))
  return success({
    lines: [headLine(report), ...lessonLines(looks)],
    problems: [
      ...(broken.has('head') ? ['name, date or version were changed after the export'] : []),
      ...(broken.has('exercise') || codeIsOther(report) ? ['the code or what was found of it was changed after the export'] : []),
      ...(broken.has('notes') ? ['the notes were changed after the export'] : []),
      ...looks.filter(({ isEdited }) => isEdited).map(({ lesson }) => `${nameOf(lesson)}: verdict, evidence or note was changed after the export`),
      ...looks.filter(({ look }) => look === 'does-not-hold').map(({ lesson }) => `${nameOf(lesson)}: the evidence does not show what the verdict says`),
      ...looks.filter(({ look }) => look === 'unknown').map(({ lesson }) => `${nameOf(lesson)}: this version of Sessionscope has no such lesson`),
      ...misplacedLessons(report).map((title) => `${title}: not there exactly once`),
      ...(broken.has('digest') ? ['the digest is not that of the parts'] : []),
      ...(file.value.isDocumentSame ? [] : [changedText(file.value, report)]),
    ],
    digest: shortDigest(sealed.digest),
    passed: looks.filter(({ look }) => look === 'holds').length,
    lessons: looks.length,
  })
}

const codeIsOther = ({ exercise }: Report): boolean => exercise !== undefined && sha256(exercise.source) !== exercise.digest

// What was typed by a student goes to a terminal here.
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '�')

const headLine = ({ head }: Report): string =>
  printable(`Report of ${head.name.trim() === '' ? `(${reportTexts.unnamed})` : head.name}, ${reportTexts.date(head)}, Sessionscope ${head.version}`)

const nameOf = ({ id, title }: ReportLesson): string => {
  const point = pointOf(id)
  return printable(point === undefined ? title : `Point ${point.number}`)
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

const lessonLines = (looked: readonly Looked[]): string[] => {
  const width = Math.max(...looked.map(({ lesson }) => nameOf(lesson).length))
  return looked.map(({ lesson, look, isEdited }) => `  ${nameOf(lesson).padEnd(width)}  ${standing(lesson).padEnd(14)}  ${isEdited ? 'EDITED' : looksInWords[look]}`.trimEnd())
}

const standing = ({ verdict, judged }: ReportLesson): string =>
  verdict.state === 'passed' ? `passed by ${judged?.by ?? 'hand'}` : reportTexts.marks[verdict.state]

const whereShown = 100

// Where the report can be written once more as it was, the first line that differs says what was changed.
const changedText = (file: ReportFile, report: Report): string => {
  if (file.document === undefined) return 'the pages were changed after the export, or saved anew by another program'
  const made = reportDocument(report, file.sealed.digest)
  const marks = file.format === 'html' ? htmlMarks : markdownMarks
  const exported = cutBlock(file.format === 'html' ? renderHtml(made, file.pictures) : renderMarkdown(made), marks)?.document ?? ''
  const unlocated = 'what it shows was changed after the export'
  if (documentDigest(exported, sha256) !== file.sealed.document) return unlocated
  const lines = file.document.split(/\r?\n/)
  const index = exported.split('\n').findIndex((line, place) => line !== lines[place])
  const line = lines[index] ?? ''
  return printable(index === -1 ? unlocated : `${unlocated}: line ${index + 1} reads ${JSON.stringify(line.length > whereShown ? `${line.slice(0, whereShown)}…` : line)}`)
}
