import { useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { pointsOf } from '../../../shared/course/course.ts'
import { useView } from '../../client/use-view.ts'
import { courseTexts } from './course-texts.ts'
import { ExperimentList } from './experiments/experiment-list.tsx'
import { ExperimentsButton } from './experiments/experiments-button.tsx'
import { PointList } from './point-list.tsx'
import { ExportReport } from './report/export-report.tsx'
import { useTaughtCourse } from './taught-course.ts'
import { VerdictAnnouncer } from './verdict-announcer.tsx'
import './course.css'

/** The course beside the browsers: the points, the experiments, and what they came to. */
export const CoursePanel = () => {
  const { judged } = useView(lessonsFold)
  const points = pointsOf(useTaughtCourse())
  const [call, setCall] = useState<object>()
  const passed = points.filter(({ id }) => judged[id]?.verdict.state === 'passed').length
  return (
    <section className="course" aria-label={courseTexts.title}>
      <header className="course-head">
        <h2>{courseTexts.heading}</h2>
        <ProgressBar
          value={passed}
          maxValue={points.length}
          valueLabel={courseTexts.progress(passed, points.length)}
          aria-label={courseTexts.points}
        >
          {({ percentage, valueText }) => (
            <>
              <span className="mute">{valueText}</span>
              <div className="course-progress">
                <div className="course-progress-done" style={{ width: `${percentage ?? 0}%` }} />
              </div>
            </>
          )}
        </ProgressBar>
        {passed === points.length ? <p className="course-finished">{courseTexts.finished(points.length)}</p> : null}
      </header>
      <div className="course-scroll">
        <PointList />
        <ExperimentList call={call} />
      </div>
      <footer className="course-foot">
        <ExperimentsButton
          onPress={() => {
            setCall({})
          }}
        />
        <ExportReport />
      </footer>
      <VerdictAnnouncer />
    </section>
  )
}
