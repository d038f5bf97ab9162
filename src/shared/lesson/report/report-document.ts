import { pointOf } from '../points.ts'
import type { Block, ReportDocument, Section } from './blocks.ts'
import { exerciseSection } from './exercise-section.ts'
import { lessonSection } from './lesson-section.ts'
import type { Report, ReportLesson } from './report.ts'
import { reportTexts as texts } from './report-texts.ts'
import { shortDigest } from './seal.ts'

/** A report as chapters and blocks, ready to be written in any format. */
export const reportDocument = (report: Report, digest: string): ReportDocument => {
  const { head, lessons } = report
  const name = head.name.trim() === '' ? texts.unnamed : head.name
  const { facts } = texts
  return {
    title: texts.title,
    name,
    digest: shortDigest(digest),
    facts: [
      [facts.name, name],
      [facts.date, texts.date(head)],
      [facts.version, texts.madeWith(head)],
      [facts.passed, passedLine(lessons)],
      [facts.digest, shortDigest(digest)],
    ],
    sections: [
      chapter('points', texts.points, lessons.filter(isPoint).map((lesson) => lessonSection(lesson, head))),
      ...(report.exercise === undefined ? [] : [exerciseSection(report.exercise)]),
      leaf('notes', texts.notes, report.notes.trim() === '' ? { kind: 'prose', text: texts.noNotes, isQuiet: true } : { kind: 'plain', text: report.notes }),
      leaf('about', texts.about, ...texts.aboutParagraphs.map((text): Block => ({ kind: 'prose', text }))),
    ],
  }
}

const isPoint = ({ id }: ReportLesson): boolean => pointOf(id) !== undefined

const passedLine = (lessons: readonly ReportLesson[]): string => {
  const points = lessons.filter(isPoint)
  return texts.passedOf(points.filter(({ verdict }) => verdict.state === 'passed').length, points.length)
}

const chapter = (id: string, title: string, sections: readonly Section[]): Section => ({ id, title, blocks: [], sections })

const leaf = (id: string, title: string, ...blocks: Block[]): Section => ({ id, title, blocks, sections: [] })
