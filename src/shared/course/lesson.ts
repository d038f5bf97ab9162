import type { LessonRecord } from './record.ts'
import type { DescribedStep } from './step.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Verdict } from '../stream/verdict.ts'

/** Decides from the observations alone; pure, so that who made them, and how, does not matter. */
export type Check = (record: LessonRecord) => Verdict

/** What points and experiments have in common. Texts may mark `code` with backquotes. */
interface AnyLesson {
  /** Unique in its course: letters, digits and dashes. */
  readonly id: LessonId
  /** The version of its course that brought it; the first unless said otherwise. Reports of earlier versions do not list it. */
  readonly since?: number
  readonly title: string
  /** What the run does, at a pace that can be watched. */
  readonly steps: readonly DescribedStep[]
  readonly check: Check
  /** Paragraphs, to be opened when the verdict is there. */
  readonly explanation: readonly string[]
}

/** One lesson of a course, of either kind. All of it is data but its check. */
export type Lesson = Point | Experiment

/** What the student expects, asked before anything is done. */
export interface Prediction {
  readonly question: string
  readonly choices: readonly string[]
  /** Which of the choices holds. */
  readonly right: number
}

/** A lesson beyond the hand-out: something about sessions that goes otherwise than many expect. */
export interface Experiment extends AnyLesson {
  readonly kind: 'experiment'
  /** What many expect, as they would say it. */
  readonly misconception: string
  readonly prediction: Prediction
  /** Where it is laid down: a standard with its section, or a guide with its heading. */
  readonly source: string
  /** Why only a native browser can show it; absent where a simulated one can, too. */
  readonly needsNative?: string
}

/** One of the points of the hand-out, which are done in their order. */
export interface Point extends AnyLesson {
  readonly kind: 'point'
  readonly number: number
  /** What to do. */
  readonly task: string
  /** What to look for. */
  readonly look: string
  /** From a nudge to the very keys, in steps. */
  readonly hints: readonly string[]
}
