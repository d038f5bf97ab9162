import type { LessonRecord } from './record.ts'
import type { DescribedStep } from './step.ts'
import type { Verdict } from '../stream/verdict.ts'

/** Decides from the observations alone; pure, so that who made them, and how, does not matter. */
export type Check = (record: LessonRecord) => Verdict

/** What points and experiments have in common. Texts may mark `code` with backquotes. */
export interface Lesson {
  /** Unique among points and experiments: letters, digits and dashes. */
  readonly id: LessonId
  readonly title: string
  /** What the run does, at a pace that can be watched. */
  readonly steps: readonly DescribedStep[]
  readonly check: Check
  /** Paragraphs, to be opened when the verdict is there. */
  readonly explanation: readonly string[]
}

export type LessonId = string

/** What the student expects, asked before anything is done. */
export interface Prediction {
  readonly question: string
  readonly choices: readonly string[]
  /** Which of the choices holds. */
  readonly right: number
}

/** A lesson beyond the hand-out: something about sessions that goes otherwise than many expect. */
export interface Experiment extends Lesson {
  /** What many expect, as they would say it. */
  readonly misconception: string
  readonly prediction: Prediction
  /** Where it is laid down: a standard with its section, or a guide with its heading. */
  readonly source: string
  /** Why only a native browser can show it; absent where a simulated one can, too. */
  readonly needsNative?: string
}

/** One of the eleven points of the hand-out. */
export interface Point extends Lesson {
  readonly number: number
  /** What to do. */
  readonly task: string
  /** What to look for. */
  readonly look: string
  /** From a nudge to the very keys, in steps. */
  readonly hints: readonly string[]
}
