import { pointOf, type Course } from '../course/course.ts'
import type { Block, ReportDocument, Section } from './blocks.ts'
import { exerciseSection } from './exercise-section.ts'
import { lessonSection } from './lesson-section.ts'
import type { Report, ReportLesson } from './report.ts'
import { reportTexts as texts } from './report-texts.ts'
import { shortDigest } from './seal.ts'

/** A report of a course as chapters and blocks, ready to be written in any format. */
export const reportDocument = (report: Report, digest: string, course: Course): ReportDocument => {
  const { head, lessons } = report
  const name = head.name.trim() === '' ? texts.unnamed : head.name
  const { facts } = texts
  const isPoint = isPointOf(course)
  const points = lessons.filter(isPoint)
  return {
    title: texts.title,
    name,
    digest: shortDigest(digest),
    facts: [
      [facts.name, name],
      [facts.date, texts.date(head)],
      [facts.version, texts.madeWith(head)],
      ...(head.course === undefined ? [] : [[facts.course, texts.courseIn(course)] as const]),
      [
        facts.passed,
        passedLine(
          points,
          lessons.filter((lesson) => !isPoint(lesson)),
        ),
      ],
      [facts.digest, shortDigest(digest)],
    ],
    sections: [
      chapter(
        'points',
        texts.points(points.length),
        points.map((lesson) => lessonSection(lesson, head, course)),
      ),
      experimentsChapter(report, course),
      ...(report.exercise === undefined ? [] : [exerciseSection(report.exercise)]),
      leaf(
        'notes',
        texts.notes,
        report.notes.trim() === ''
          ? { kind: 'prose', text: texts.noNotes, isQuiet: true }
          : { kind: 'plain', text: report.notes },
      ),
      leaf('about', texts.about, ...texts.aboutParagraphs.map((text): Block => ({ kind: 'prose', text }))),
    ],
  }
}

const isPointOf =
  (course: Course) =>
  ({ id }: ReportLesson): boolean =>
    pointOf(course, id) !== undefined

const passedLine = (points: readonly ReportLesson[], experiments: readonly ReportLesson[]): string => {
  const count = (some: readonly ReportLesson[]) =>
    [some.filter(({ verdict }) => verdict.state === 'passed').length, some.length] as const
  return texts.passedOf(count(points), count(experiments))
}

// Of those that were not tried the names are enough.
const experimentsChapter = ({ head, lessons }: Report, course: Course): Section => {
  const isPoint = isPointOf(course)
  const experiments = lessons.filter((lesson) => !isPoint(lesson))
  const isTried = ({ verdict, prediction, note }: ReportLesson): boolean =>
    note !== undefined ||
    verdict.state !== 'pending' ||
    verdict.parts.some(({ isSeen }) => isSeen) ||
    prediction !== undefined
  const untried = experiments.filter((lesson) => !isTried(lesson)).map(({ title }) => title)
  return {
    ...chapter(
      'experiments',
      texts.experiments,
      experiments.filter(isTried).map((lesson) => lessonSection(lesson, head, course)),
    ),
    blocks: untried.length === 0 ? [] : [{ kind: 'prose', text: texts.untried(untried), isQuiet: true }],
  }
}

const chapter = (id: string, title: string, sections: readonly Section[]): Section => ({
  id,
  title,
  blocks: [],
  sections,
})

const leaf = (id: string, title: string, ...blocks: Block[]): Section => ({ id, title, blocks, sections: [] })
