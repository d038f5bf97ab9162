import { experimentsOf, pointsOf, type Course } from '../../../shared/course/course.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { callWith } from '../../client/call.ts'
import { commandGroups, type Command, type CommandGroup } from '../../client/command.ts'
import { stateOf, type Services } from '../../client/services.ts'
import { courseState } from './course-state.ts'
import { courseTexts } from './course-texts.ts'
import { experimentTexts } from './experiment-texts.ts'
import { taughtCourse } from './taught-course.ts'
import { reportDialogTexts } from './report-texts.ts'

const common = { group: commandGroups.course, order: 20, takesFocus: false }
const ofExperiments: CommandGroup = { name: experimentTexts.title, order: 30 }

/** What can be done with the course. */
export const courseCommands = (services: Services): readonly Command[] => {
  const { run } = services.store.viewOf(lessonsFold)
  const course = taughtCourse(services.courses, services.store.viewOf(labFold))
  return [
    ...paneCommands(services),
    ...(run === null ? runCommands(services, course) : [stopCommand(services)]),
    ...experimentCommands(services, course),
  ]
}

const paneCommands = (services: Services): readonly Command[] => {
  const { preferences } = services
  const { isLabShown } = preferences.current()
  const course = stateOf(services, courseState)
  return [
    {
      ...common,
      id: 'lab',
      name: courseTexts.commands.toggle(isLabShown),
      shortcut: 'CmdOrCtrl+B',
      run: () => {
        preferences.change({ isLabShown: !isLabShown })
      },
    },
    {
      ...common,
      id: 'export report',
      name: reportDialogTexts.command,
      takesFocus: true,
      run: () => {
        course.change({ ...course.current(), isReportOpen: true })
      },
    },
  ]
}

const stopCommand = (services: Services): Command => ({
  ...common,
  id: 'stop run',
  name: courseTexts.commands.stop,
  run: () => void callWith(services)('run.stop', {}),
})

const runCommands = (services: Services, course: Course): readonly Command[] =>
  pointsOf(course).map(({ id, number, title }) => ({
    ...common,
    id: `run ${id}`,
    name: courseTexts.commands.run(number, title),
    run: () => {
      services.preferences.change({ isLabShown: true })
      void callWith(services)('lesson.run', { lesson: id })
    },
  }))

// What is expected is asked for before anything runs, so an experiment is opened and not run.
const experimentCommands = ({ reveal }: Services, course: Course): readonly Command[] =>
  experimentsOf(course).map(({ id, title }) => ({
    id: `open ${id}`,
    name: experimentTexts.open(title),
    group: ofExperiments,
    takesFocus: true,
    run: () => {
      reveal({ lesson: id })
    },
  }))
