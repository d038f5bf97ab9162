import { foldAll } from '../../shared/stream/fold.ts'
import { exerciseFold } from '../../shared/folds/exercise.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import type { StagedBrowser } from '../browser/staged-browser.ts'
import { startLessons } from '../lesson/lessons.ts'
import { createPerform } from '../lesson/run/perform-step.ts'
import { createPictureFolder } from '../lesson/keep/picture-folder.ts'
import { createPictureTaker } from '../lesson/keep/take-pictures.ts'
import { createStage } from '../lesson/run/stage/stage.ts'
import type { UndoableEntries } from '../lesson/run/stage/undoable-entries.ts'
import type { UndoableSettings } from '../lesson/run/stage/undoable-settings.ts'
import { createOtherSite } from '../lesson/run/steps/other-site.ts'
import { createReportMaker } from '../report/make-report.ts'
import { createCourseHandlers, type CourseHandlers } from './course-handlers.ts'
import type { DeskHandlers } from './desk-handlers.ts'
import type { LabOptions } from './lab-options.ts'
import type { CourseServers } from './lab-servers.ts'
import type { OpenStream } from './open-stream.ts'

/** What the course is run on. */
interface CourseGround extends Pick<OpenStream, 'log' | 'restoreFile' | 'onDefect'> {
  /** Its steps are done by these. */
  readonly desk: DeskHandlers
  readonly browsers: Readonly<Record<BrowserId, StagedBrowser>>
  readonly settings: UndoableSettings
  readonly entries: UndoableEntries
  readonly servers: CourseServers
}

/** The course of a lab, as it runs. Its owner closes it. */
export interface RunningCourse {
  readonly handlers: CourseHandlers
  close(): Promise<void>
}

/** Starts to judge, and is ready to run. */
export const startCourse = (
  { facts, course, time: { clock, pace }, files, kept: { progress }, devices: { printReport } }: LabOptions,
  { desk, browsers, settings, entries, servers, log, restoreFile, onDefect }: CourseGround,
): RunningCourse => {
  const otherSite = createOtherSite(servers.counter.url)
  const perform = createPerform({ handlers: desk, browsers, settings, servers, otherSite, log, clock })
  const stage = createStage({ browsers, settings, entries, servers, otherSite, restoreFile, log })
  const folder = createPictureFolder(files.pictures)
  const pictures = createPictureTaker({ browsers, folder, progress, log, onDefect })
  const lessons = startLessons({ clock, facts, course, pace, progress, onDefect, log, pictures, perform, stage })
  const makeReport = createReportMaker({
    clock,
    facts,
    course,
    progress,
    ...(printReport && { printReport }),
    exercise: () => foldAll(exerciseFold, log.read(0, Infinity)),
    pictures: folder,
    picturesTaken: () => pictures.settled(),
    statuses: () => lessons.statuses(),
  })
  return { handlers: createCourseHandlers(lessons, { log, progress, makeReport }), close: () => lessons.close() }
}
