import { emptyBaseline, type Baseline } from '../../shared/stream/baseline/baseline.ts'
import { courseName } from '../../shared/course/course.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { LabFacts } from '../../shared/stream/lab-state.ts'
import { notYetListening } from '../../shared/stream/node.ts'
import { publicSettings } from '../../shared/stream/settings.ts'
import { listEntries } from '../kv/list-entries.ts'
import { openStorage, type Storage } from '../kv/storage.ts'
import { earlierVerdicts } from '../lesson/judge/ledger.ts'
import { createRestoreFile, type RestoreFile } from '../lesson/run/stage/restore-file.ts'
import { restoreLeftovers } from '../lesson/run/stage/stage.ts'
import { createUndoableEntries } from '../lesson/run/stage/undoable-entries.ts'
import { createUndoableSettings } from '../lesson/run/stage/undoable-settings.ts'
import type { Lifetime } from '../lifetime.ts'
import { createObservationLog, type ObservationLog } from '../observation/observation-log.ts'
import { createTroubles, reportDefect, type Troubles } from '../observation/troubles.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { defaultSubject } from '../subjects/subjects.ts'
import type { LabKept, LabOptions } from './lab-options.ts'

/** The stream of a lab that begins, and the storage whose entries it begins with. */
export interface OpenStream {
  readonly storage: Storage
  readonly restoreFile: RestoreFile
  readonly log: ObservationLog
  readonly troubles: Troubles
  /** Tells of what should never happen, outside and in the stream. */
  readonly onDefect: (thrown: unknown) => void
}

/** Begins a stream with what is so: before anything listens, and after what an experiment had left is put back. */
export const openStream = async (
  { facts, course, subject = defaultSubject, time: { clock }, files, kept, tell }: LabOptions,
  life: Lifetime,
): Promise<Result<OpenStream>> => {
  const { settings, progress, exercise } = kept
  const storage = await openStorage({ settings, folder: files.kv, clock })
  if (!storage.ok) return storage
  life.own(storage.value)
  const restoring = createProblemTeller(tell.onDefect)
  const restoreFile = createRestoreFile(files.restore, restoring.tell)
  await putLeftoversBack(settings, storage.value, restoreFile, restoring.tell)
  const log = createObservationLog({
    clock,
    baseline: {
      ...(await baselineOf({ ...facts, course: courseName(course) }, kept, storage.value)),
      subject: { id: subject.id, label: subject.label, capabilities: subject.capabilities },
      nodes: subject.nodes.map(notYetListening),
    },
  })
  const troubles = createTroubles(log)
  restoring.follow((problem) => {
    troubles.report('lab', problem)
  })
  life.own(exercise.follow((changed) => log.append({ kind: 'exercise.changed', exercise: changed })))
  life.own(
    progress.follow((problem) => {
      if (problem === undefined) troubles.settle('progress')
      else troubles.report('progress', problem)
    }),
  )
  const onDefect = (thrown: unknown): void => {
    tell.onDefect(thrown)
    reportDefect(troubles, thrown)
  }
  return success({ storage: storage.value, restoreFile, log, troubles, onDefect })
}

// Before anything listens, so that nobody sees the lab as an experiment had left it.
const putLeftoversBack = async (
  settings: SettingsFile,
  storage: Storage,
  restoreFile: RestoreFile,
  tell: (problem: string) => void,
): Promise<void> => {
  const entries = createUndoableEntries(storage.entries, () => undefined)
  const done = await restoreLeftovers({ settings: createUndoableSettings(settings), entries, restoreFile })
  if (!done.ok) tell(`What an experiment had changed could not be put back: ${done.failure.message}`)
}

// What is told before there is a stream is told there later.
const createProblemTeller = (onDefect: (thrown: unknown) => void) => {
  const early: string[] = []
  let listener: ((problem: string) => void) | undefined
  return {
    tell: (problem: string): void => {
      onDefect(problem)
      if (listener === undefined) early.push(problem)
      else listener(problem)
    },
    follow: (follower: (problem: string) => void): void => {
      listener = follower
      if (early.length > 0) follower(early.join(' '))
    },
  }
}

const baselineOf = async (
  facts: LabFacts,
  { settings, progress, exercise }: LabKept,
  { entries }: Storage,
): Promise<Baseline> => ({
  ...emptyBaseline,
  ...(await listEntries(entries)),
  lab: facts,
  settings: publicSettings(settings.current()),
  problems: [...settings.problems()],
  lessons: earlierVerdicts(progress),
  report: progress.reportNote(),
  exercise: exercise.current(),
  predictions: progress.predictions(),
})
