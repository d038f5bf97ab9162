import { z } from 'zod'
import type { Change, ChangeKind } from '../changes.ts'
import { areReasonsKnown } from './are-reasons-known.ts'
import { entries } from './entries.ts'
import { exercise } from './exercise.ts'
import { exerciseReport } from './exercise-report.ts'
import { jars } from './jars.ts'
import { lab } from './lab.ts'
import { lessons } from './lessons.ts'
import { nodes, withNodes } from './nodes.ts'
import { pages } from './pages.ts'
import type { StatePart } from './part.ts'
import { predictions } from './predictions.ts'
import { problems } from './problems.ts'
import { report } from './report.ts'
import { run } from './run.ts'
import { settings } from './settings.ts'
import { stage } from './stage.ts'
import { steps } from './steps.ts'
import { subject } from './subject.ts'
import { troubles } from './troubles.ts'

/** All that is state, in the order in which a baseline lists it. */
const baselineParts = [
  lab,
  settings,
  problems,
  subject,
  nodes,
  pages,
  jars,
  areReasonsKnown,
  entries,
  steps,
  lessons,
  run,
  report,
  exercise,
  exerciseReport,
  predictions,
  troubles,
  stage,
] as const

type BaselinePart = (typeof baselineParts)[number]

// What can be gone through: each part is given its own value only, by its name.
type AnyPart = StatePart<keyof BaselineView, z.ZodRawShape, unknown, ChangeKind>
const allParts: readonly AnyPart[] = baselineParts

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never

/** The fields of all parts. */
type Fields = Together<BaselinePart['fields']>

const together = (records: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(records.flatMap((record) => Object.entries(record)))

/** Everything that must be known before the first observation of a log, so that a cleared log does not make a view lie. */
export const baselineSchema = z.preprocess(
  withNodes,
  z.object(together(baselineParts.map(({ fields }) => fields)) as { [K in keyof Fields]: Fields[K] }),
)
export type Baseline = z.infer<typeof baselineSchema>

/** Nothing known yet. */
export const emptyBaseline = together(baselineParts.map(({ empty }) => empty)) as Baseline

/** What is so at one moment of the stream, by part: all that a later reader must know to go on from there. */
export type BaselineView = {
  readonly [P in BaselinePart as P['name']]: ReturnType<P['open']>
}

/** The view that a baseline describes. */
export const fromBaseline = (baseline: Baseline): BaselineView =>
  Object.fromEntries(allParts.map((one) => [one.name, one.open(baseline)])) as BaselineView

/** The baseline that describes a view. */
export const toBaseline = (view: BaselineView): Baseline =>
  together(allParts.map((one) => one.describe(view[one.name]))) as Baseline

/**
 * The facts that change nothing that a later reader must know. A kind of fact that is neither here nor a step of a part does not
 * compile.
 */
const history: Readonly<Record<Exclude<ChangeKind, BaselinePart['kinds'][number]>, true>> = {
  'exchange.requested': true,
  'exchange.answered': true,
  'exchange.failed': true,
  'session.opened': true,
  'session.saved': true,
  'cookie.blocked': true,
  'page.crashed': true,
  'hop.changed': true,
}

// The parts that a kind of fact changes: a long stream is folded at once when a log is cleared.
const partsByKind = new Map<ChangeKind, AnyPart[]>()
for (const one of allParts) for (const kind of one.kinds) partsByKind.set(kind, [...(partsByKind.get(kind) ?? []), one])

/** The view after a fact: the very same where that changes nothing that is so. */
export const afterChange = (view: BaselineView, change: Change): BaselineView => {
  if (change.kind in history) return view
  let after = view
  for (const one of partsByKind.get(change.kind) ?? []) {
    const value = one.next(view[one.name], change)
    if (value !== view[one.name]) after = { ...after, [one.name]: value }
  }
  return after
}
