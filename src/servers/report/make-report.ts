import { present } from '../../shared/base/present.ts'
import type { Clock } from '../../shared/base/clock.ts'
import type { ReportFile } from '../../shared/wire/contract.ts'
import { courseName, experimentOf, type Course } from '../../shared/course/course.ts'
import type { LessonId } from '../../shared/stream/judged.ts'
import type { LabFacts } from '../../shared/stream/lab-state.ts'
import {
  cutBlock,
  documentDigest,
  filledBlock,
  htmlMarks,
  markdownMarks,
  type DataMarks,
} from '../../shared/report/data-block.ts'
import { renderHtml, type Pictures } from '../../shared/report/render-html.ts'
import { renderMarkdown } from '../../shared/report/render-markdown.ts'
import type { Report, ReportFormat, ReportLesson, Shown } from '../../shared/report/report.ts'
import type { ReportDocument } from '../../shared/report/blocks.ts'
import { reportDocument } from '../../shared/report/report-document.ts'
import { sealParts, type SealedPart, type SealedReport } from '../../shared/report/seal.ts'
import type { ExerciseView } from '../../shared/folds/exercise.ts'
import { noVerdict } from '../../shared/stream/verdict.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import type { Lessons } from '../lesson/lessons.ts'
import type { PictureFolder } from '../lesson/keep/picture-folder.ts'
import type { ProgressFile } from '../lesson/keep/progress-file.ts'
import { attachToPdf } from './pdf-attachment.ts'
import { sha256 } from '../files/sha256.ts'

/** Prints a page that needs no other file and no script as a PDF, with `foot` at the foot of each page beside its number. */
export type PrintReport = (html: string, foot: string) => Promise<Result<Uint8Array>>

/** Makes the report in a format; `zone` is how many minutes its user's clock is ahead of UTC. */
export type MakeReport = (format: ReportFormat, zone: number) => Promise<Result<ReportFile>>

interface MakerOptions {
  readonly clock: Clock
  readonly facts: LabFacts
  readonly course: Course
  readonly statuses: Lessons['statuses']
  readonly exercise: () => ExerciseView
  readonly progress: Pick<ProgressFile, 'lessons' | 'predictions' | 'reportNote'>
  readonly pictures: Pick<PictureFolder, 'read'>
  /** Done when no picture is being taken. */
  readonly picturesTaken?: () => Promise<void>
  readonly printReport?: PrintReport
}

/** {@link MakeReport} over a running lab. */
export const createReportMaker =
  (options: MakerOptions): MakeReport =>
  async (format, zone) => {
    const { course, statuses, picturesTaken, printReport } = options
    if (format === 'pdf' && printReport === undefined) return unprintable
    // What has passed a moment ago has its pictures soon.
    statuses()
    await picturesTaken?.()
    const { report, found } = await gather(options, zone)
    const parts = sealParts(report, sha256)
    const document = reportDocument(report, digestOf(parts), course)
    const name = fileName(report)
    switch (format) {
      case 'html':
        return success({
          name: `${name}.html`,
          type: 'text/html',
          encoding: 'utf8',
          content: filled(renderHtml(document, found), htmlMarks, parts),
        })
      case 'markdown':
        return success({
          name: `${name}.md`,
          type: 'text/markdown',
          encoding: 'utf8',
          content: filled(renderMarkdown(document), markdownMarks, parts),
        })
      case 'pdf': {
        const pdf = await printed(document, found, parts, printReport)
        if (!pdf.ok) return pdf
        const content = pdf.value.toString('base64')
        return success({ name: `${name}.pdf`, type: 'application/pdf', encoding: 'base64', content })
      }
    }
  }

const unprintable = failure(
  'unsupported',
  'A PDF is printed by the desktop window. Here, export HTML, open it in your browser and print it: it has a layout for paper.',
)

/** A report as things stand, and the pictures that it shows. */
const gather = async (
  { clock, facts, course, statuses, exercise, progress, pictures }: MakerOptions,
  zone: number,
): Promise<{ report: Report; found: Pictures }> => {
  const { name, notes, lessons: lessonNotes } = progress.reportNote()
  const kept = progress.lessons()
  const found = new Map<string, string>()
  const lessons = statuses().map(async ({ lesson: { id, title }, judged, observations }): Promise<ReportLesson> => ({
    id,
    title,
    ...predictionOf(course, id, progress.predictions()[id]),
    verdict: judged?.verdict ?? noVerdict,
    ...(judged === undefined ? {} : { judged: { at: judged.at, by: judged.by } }),
    ...present({ note: lessonNotes[id] }),
    observations: [...observations],
    shown: await Promise.all((kept[id]?.shown ?? []).map((shown) => withPicture(shown, pictures, found))),
  }))
  const { version, browsers } = facts
  const head = { name: name.trim(), at: clock.now(), zone, version, browsers, course: courseName(course) }
  return { report: { head, lessons: await Promise.all(lessons), ...studentsCode(exercise()), notes }, found }
}

// What was shown, with its picture among those found, or why there is none any more.
const withPicture = async (
  shown: Shown,
  pictures: Pick<PictureFolder, 'read'>,
  found: Map<string, string>,
): Promise<Shown> => {
  if (shown.kind === 'text') return shown
  const { browser, url, sha256: digest } = shown
  const png = await pictures.read(digest)
  if (png === undefined)
    return { browser, url, kind: 'text', text: '', why: 'The picture is no longer in the data folder.' }
  found.set(digest, png.toString('base64'))
  return shown
}

const printed = async (
  document: ReportDocument,
  found: Pictures,
  parts: SealedPart[],
  printReport: PrintReport | undefined,
): Promise<Result<Buffer>> => {
  if (printReport === undefined) return unprintable
  const foot = `${document.title} · ${document.name} · digest ${document.digest}`
  const pages = await printReport(renderHtml(document, found, 'printer'), foot)
  if (!pages.ok) return pages
  const bytes = Buffer.from(pages.value)
  return attachToPdf(bytes, JSON.stringify(sealed(parts, sha256(bytes))))
}

const predictionOf = (course: Course, id: LessonId, choice: number | undefined): Pick<ReportLesson, 'prediction'> => {
  const asked = experimentOf(course, id)?.prediction
  const expected = choice === undefined ? undefined : asked?.choices[choice]
  return asked === undefined || expected === undefined
    ? {}
    : { prediction: { question: asked.question, expected, holds: asked.choices[asked.right] ?? '' } }
}

const studentsCode = ({ exercise: { source, digest, isTemplate }, report }: ExerciseView): Pick<Report, 'exercise'> =>
  isTemplate ? {} : { exercise: { source, digest, report } }

const digestOf = (parts: readonly SealedPart[]): string => parts.at(-1)?.digest ?? ''

const sealed = (parts: SealedPart[], document: string): SealedReport => ({
  kind: 'sessionscope-report',
  version: 1,
  digest: digestOf(parts),
  document,
  parts,
})

const filled = (text: string, marks: DataMarks, parts: SealedPart[]): string => {
  const document = cutBlock(text, marks)?.document ?? text
  const block = filledBlock(marks, sealed(parts, documentDigest(document, sha256)))
  const place = text.lastIndexOf(marks.open)
  return text.slice(0, place) + block + text.slice(place + marks.open.length + marks.close.length)
}

const fileName = ({ head: { name, at, zone } }: Report): string => {
  const slug = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return ['sessionscope', ...(slug === '' ? [] : [slug]), new Date(at + zone * 60_000).toISOString().slice(0, 10)].join(
    '-',
  )
}
