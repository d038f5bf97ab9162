import type { Clock } from '../../shared/base/clock.ts'
import type { Course } from '../../shared/course/course.ts'
import type { LabFacts } from '../../shared/stream/lab-state.ts'
import type { SettingsProblem } from '../../shared/stream/settings.ts'
import type { CreateBrowser } from '../browser/http-browsers.ts'
import type { StudentExercise } from '../exercise/student-exercise.ts'
import type { SenderLimits } from '../http/serve-app.ts'
import type { ProgressFile } from '../lesson/keep/progress-file.ts'
import type { PrintReport } from '../report/make-report.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { Subject } from '../subjects/subject.ts'
import type { LabFiles } from './lab-files.ts'

/** What a lab is started with. */
export interface LabOptions {
  /** What is watched; the counter unless it says otherwise. */
  readonly subject?: Subject
  readonly facts: LabFacts
  /** What is taught and judged. */
  readonly course: Course
  readonly time: LabTime
  readonly files: Pick<LabFiles, 'kv' | 'pictures' | 'restore'>
  readonly kept: LabKept
  readonly network: LabNetwork
  readonly devices: LabDevices
  readonly tell: LabListener
}

/** What time it is, and how fast things are shown. */
export interface LabTime {
  readonly clock: Clock
  /** Milliseconds between two steps of a run. */
  readonly pace: number
}

/** What outlives a lab. Its opener closes it. */
export interface LabKept {
  readonly settings: SettingsFile
  /** The student's own store. */
  readonly exercise: StudentExercise
  /** Where the student stands. */
  readonly progress: ProgressFile
}

/** Where a lab's servers listen, and to whom. */
export interface LabNetwork {
  /** The address to listen on, and the names beside its own that it is asked for by. */
  readonly host: string
  readonly hostNames?: readonly string[]
  readonly limits?: SenderLimits | undefined
  readonly counterPort: number
  readonly kvPort: number
  /** By which other clients than the browsers reach an application that is not the lab's own; a free one unless told. */
  readonly tapPort?: number
  /** Ports beside the lab's that belong to it, such as that of the panel: nothing leads to them. */
  readonly ownPorts?: () => ReadonlySet<number>
}

/** What differs between the desktop and headless. */
export interface LabDevices {
  readonly createBrowser: CreateBrowser
  /** What makes a PDF, where there is a Chromium to do it. */
  readonly printReport?: PrintReport
}

/** Who is told, besides the stream. */
export interface LabListener {
  /** Told of a storage that cannot be used; the settings file tells of its own problems itself. */
  readonly onProblem?: (problem: SettingsProblem) => void
  /** Told of what should never happen. */
  readonly onDefect: (thrown: unknown) => void
}
