import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { experimentsOf, pointsOf } from '../../../shared/course/course.ts'
import { useCourse } from './use-course.ts'
import { useOpenReport } from './open-report.ts'
import { useCall } from '../../client/use-call.ts'
import { useCallExperiment } from './use-open-experiment.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useView } from '../../client/use-view.ts'
import { experimentTexts } from './experiment-texts.ts'
import { labTexts } from './course-texts.ts'
import { reportTexts } from './report-texts.ts'
import type { Command } from '../../client/command.ts'

/** What can be done with the course. */
export const useLessonCommands = (): readonly Command[] => {
  const course = useCourse()
  const call = useCall()
  const openReport = useOpenReport()
  const [{ isLabShown }, change] = usePreferences()
  const callExperiment = useCallExperiment()
  const { run } = useView(lessonsFold)
  const common = { group: labTexts.commands.group, takesFocus: false }
  const toggle: Command = {
    ...common,
    id: 'lab',
    name: labTexts.commands.toggle(isLabShown),
    shortcut: 'CmdOrCtrl+B',
    run: () => {
      change({ isLabShown: !isLabShown })
    },
  }
  const report: Command = {
    ...common,
    id: 'export report',
    name: reportTexts.command,
    takesFocus: true,
    run: openReport,
  }
  // What is expected is asked for before anything runs, so an experiment is opened and not run.
  const ofExperiments = experimentsOf(course).map(({ id, title }): Command => ({
    id: `open ${id}`,
    name: experimentTexts.open(title),
    group: experimentTexts.title,
    takesFocus: true,
    run: () => {
      callExperiment(id)
    },
  }))
  if (run !== null)
    return [
      toggle,
      report,
      { ...common, id: 'stop run', name: labTexts.commands.stop, run: () => void call('run.stop', {}) },
      ...ofExperiments,
    ]
  return [
    toggle,
    report,
    ...pointsOf(course).map(({ id, number, title }): Command => ({
      ...common,
      id: `run ${id}`,
      name: labTexts.commands.run(number, title),
      run: () => {
        change({ isLabShown: true })
        void call('lesson.run', { lesson: id })
      },
    })),
    ...ofExperiments,
  ]
}
