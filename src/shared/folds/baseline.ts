import type { Fold } from '../stream/fold.ts'
import {
  blankPage,
  type Baseline,
  type Entry,
  type JarCookie,
  type LabFacts,
  type ObservationOf,
  type Page,
} from '../stream/observation.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import { withServerState, type LabNode } from '../stream/node.ts'
import type { BrowserId } from '../stream/participant.ts'
import type { Judged, Run } from '../stream/judged.ts'
import { noReportNote, type ReportNote } from '../stream/report-note.ts'
import { unknownExercise, type Exercise, type ExerciseReport } from '../stream/exercise.ts'
import { noSteps } from '../stream/steps.ts'
import type { TroublesBySource } from '../stream/trouble.ts'
import { exerciseFold } from './exercise.ts'
import { lessonsFold } from './lessons.ts'
import { stepsFold, type StepsView } from './steps.ts'
import { troublesFold } from './troubles.ts'
import { defaultSettings, publicSettings, type PublicSettings, type SettingsProblem } from '../stream/settings.ts'

/** What is so at one moment of the stream: all that a later reader must know to go on from there. */
export interface BaselineView {
  readonly lab: LabFacts
  readonly settings: PublicSettings
  readonly problems: readonly SettingsProblem[]
  readonly nodes: readonly LabNode[]
  readonly pages: Readonly<Record<BrowserId, Page>>
  readonly jars: Readonly<Record<BrowserId, readonly JarCookie[]>>
  readonly areReasonsKnown: Readonly<Record<BrowserId, boolean>>
  /** The fold's own: changed in place, since copying it at each write would cost its whole length. */
  readonly entries: Map<string, Entry>
  readonly moreEntries: number
  readonly steps: StepsView
  readonly lessons: Readonly<Record<string, Judged>>
  readonly run: Run | null
  readonly report: ReportNote
  readonly exercise: Exercise
  readonly exerciseReport: ExerciseReport | null
  readonly predictions: Readonly<Record<string, number>>
  readonly troubles: TroublesBySource
}

/** Entries that a baseline lists; of more it keeps the number only. */
export const listedEntries = 1_000

/** The view that a baseline describes. */
export const fromBaseline = ({ entries, ...rest }: Baseline): BaselineView => ({
  ...rest,
  entries: new Map(entries.map((entry) => [entry.key, entry])),
})

/** The baseline that describes a view. */
export const toBaseline = ({ entries, ...rest }: BaselineView): Baseline => ({
  ...rest,
  nodes: [...rest.nodes],
  problems: [...rest.problems],
  steps: { ...rest.steps, held: [...rest.steps.held] },
  jars: { 'browser-a': [...rest.jars['browser-a']], 'browser-b': [...rest.jars['browser-b']] },
  entries: [...entries.values()],
})

/** Nothing known yet. */
export const emptyBaseline: Baseline = {
  lab: { version: '', browsers: 'simulated', settingsFile: '' },
  settings: publicSettings(defaultSettings),
  problems: [],
  nodes: [...firstNodes],
  pages: { 'browser-a': blankPage, 'browser-b': blankPage },
  jars: { 'browser-a': [], 'browser-b': [] },
  areReasonsKnown: { 'browser-a': true, 'browser-b': true },
  entries: [],
  moreEntries: 0,
  steps: noSteps,
  lessons: {},
  run: null,
  report: noReportNote,
  exercise: unknownExercise,
  exerciseReport: null,
  predictions: {},
  troubles: {},
}

/** Folds a stream into what is so at its end. */
export const baselineFold: Fold<BaselineView> = {
  start: () => fromBaseline(emptyBaseline),
  step: (view, observation) => {
    switch (observation.kind) {
      case 'log.began':
        return fromBaseline(observation.baseline)
      case 'entry.written':
        return written(view, observation)
      case 'entry.deleted':
        return deleted(view, observation.key)
      case 'jar.changed':
        return { ...view, jars: { ...view.jars, [observation.browser]: observation.cookies } }
      case 'verdicts.changed':
        return {
          ...view,
          areReasonsKnown: { ...view.areReasonsKnown, [observation.browser]: observation.areReasonsKnown },
        }
      case 'page.changed':
        return { ...view, pages: { ...view.pages, [observation.browser]: observation.page } }
      case 'settings.changed':
        return { ...view, settings: observation.settings, problems: observation.problems }
      case 'server.changed':
        return { ...view, nodes: withServerState(view.nodes, observation.server, observation.state) }
      case 'steps.changed':
      case 'hop.held':
      case 'hop.released':
        return { ...view, steps: stepsFold.step(view.steps, observation) }
      case 'lesson.judged':
      case 'experiment.predicted':
      case 'run.began':
      case 'run.awaits':
      case 'run.stepped':
      case 'run.ended': {
        const { judged, run, predictions } = lessonsFold.step(
          { judged: view.lessons, run: view.run, predictions: view.predictions },
          observation,
        )
        return { ...view, lessons: judged, run, predictions }
      }
      case 'report.described':
        return { ...view, report: observation.note }
      case 'exercise.changed':
      case 'exercise.checked': {
        const { exercise, report } = exerciseFold.step(
          { exercise: view.exercise, report: view.exerciseReport },
          observation,
        )
        return { ...view, exercise, exerciseReport: report }
      }
      case 'trouble.changed':
        return { ...view, troubles: troublesFold.step(view.troubles, observation) }
      case 'exchange.requested':
      case 'exchange.answered':
      case 'exchange.failed':
      case 'session.opened':
      case 'session.saved':
      case 'cookie.blocked':
      case 'page.crashed':
        return view
      default:
        return observation satisfies never
    }
  },
}

const written = (view: BaselineView, { entry, isNew }: ObservationOf<'entry.written'>): BaselineView => {
  const isListed = view.entries.has(entry.key)
  if (isListed || view.entries.size < listedEntries) return { ...view, entries: view.entries.set(entry.key, entry) }
  return isNew ? { ...view, moreEntries: view.moreEntries + 1 } : view
}

const deleted = (view: BaselineView, key: string): BaselineView => {
  if (!view.entries.has(key)) return { ...view, moreEntries: Math.max(0, view.moreEntries - 1) }
  view.entries.delete(key)
  return { ...view }
}
