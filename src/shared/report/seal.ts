import { z } from 'zod'
import type { Json } from '../base/json.ts'
import { asJson, canonicalJson } from './canonical-json.ts'
import { listOf } from './list-of.ts'
import { reportExerciseSchema, reportHeadSchema, reportLessonSchema, type Report } from './report.ts'

/** SHA-256 of a text in UTF-8, as hexadecimal digits; passed in, since this folder knows no platform. */
export type Hash = (text: string) => string

// What was read from JSON is JSON; to look through it a second time would only take time.
const contentSchema = z.custom<Json>((value) => value !== undefined)

/** One part of a report; its digest covers its content, its name, and by the digest before it all that stands before it. */
export const sealedPartSchema = z.object({ name: z.string(), content: contentSchema, digest: z.string() })
export type SealedPart = z.infer<typeof sealedPartSchema>

/** Parts of a report: many times as many as any version has lessons. */
const partsAtMost = 1_000

/** What stands in a report for machines: its parts as a chain, and a digest of all that is there for people to read. */
export const sealedReportSchema = z.object({
  kind: z.literal('sessionscope-report'),
  version: z.literal(1),
  /** The digest of the last part, and so of all of them. */
  digest: z.string(),
  /** Of the file without this block. */
  document: z.string(),
  parts: listOf(sealedPartSchema, partsAtMost).refine(({ length }) => length > 0),
})
export type SealedReport = z.infer<typeof sealedReportSchema>

const beginning = 'sessionscope-report 1'

/** The parts of a report as a chain. */
export const sealParts = (report: Report, hash: Hash): SealedPart[] => {
  let previous = beginning
  return partsOf(report).map(({ name, content }) => {
    previous = digestOf(previous, name, content, hash)
    return { name, content, digest: previous }
  })
}

/** The names of the parts that are not what they were when the chain was made. */
export const brokenParts = ({ parts, digest }: SealedReport, hash: Hash): string[] => {
  const broken = parts.filter(
    (part, index) => part.digest !== digestOf(parts[index - 1]?.digest ?? beginning, part.name, part.content, hash),
  )
  return parts.at(-1)?.digest === digest
    ? broken.map(({ name }) => name)
    : [...broken.map(({ name }) => name), 'digest']
}

/** The report that parts describe; undefined where they describe none, or one is not what it is called. */
export const unsealParts = (parts: readonly SealedPart[]): Report | undefined => {
  const contents = new Map(parts.map(({ name, content }) => [name, content]))
  const lessonParts = parts.filter(({ name }) => !fixedParts.has(name))
  const lessons = lessonParts.map(({ content }) => content)
  const parsed = reportSchema.safeParse({
    head: contents.get('head'),
    lessons,
    exercise: contents.get('exercise'),
    notes: contents.get('notes'),
  })
  if (!parsed.success || parsed.data.lessons.some(({ id }, index) => id !== lessonParts[index]?.name)) return undefined
  const { exercise, ...rest } = parsed.data
  return exercise === undefined ? rest : { ...rest, exercise }
}

/** The beginning of a digest, for people to compare. */
export const shortDigest = (digest: string): string => (digest.slice(0, 16).match(/.{4}/g) ?? []).join('-')

const fixedParts = new Set(['head', 'exercise', 'notes'])
const reportSchema = z.object({
  head: reportHeadSchema,
  lessons: listOf(reportLessonSchema, partsAtMost),
  exercise: reportExerciseSchema.optional(),
  notes: z.string(),
})

const partsOf = ({ head, lessons, exercise, notes }: Report): Omit<SealedPart, 'digest'>[] => [
  { name: 'head', content: asJson(head) },
  ...lessons.map((lesson) => ({ name: lesson.id, content: asJson(lesson) })),
  ...(exercise === undefined ? [] : [{ name: 'exercise', content: asJson(exercise) }]),
  { name: 'notes', content: notes },
]

const digestOf = (previous: string, name: string, content: Json, hash: Hash): string =>
  hash(canonicalJson([previous, name, content]))
