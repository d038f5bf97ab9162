import { useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { pointsOf } from '../../../shared/course/course.ts'
import { useView } from '../../client/use-view.ts'
import { labTexts } from './course-texts.ts'
import { ExperimentList } from './experiments/experiment-list.tsx'
import { ExperimentsButton } from './experiments/experiments-button.tsx'
import { PointList } from './point-list.tsx'
import { ExportReport } from './report/export-report.tsx'
import { useCourse } from './use-course.ts'
import { VerdictAnnouncer } from './verdict-announcer.tsx'
import './course.css'

/** The course beside the browsers: the points, the experiments, and what they came to. */
export const LabPanel = () => {
  const { judged } = useView(lessonsFold)
  const points = pointsOf(useCourse())
  const [call, setCall] = useState<object>()
  const passed = points.filter(({ id }) => judged[id]?.verdict.state === 'passed').length
  return (
    <section className="lab" aria-label={labTexts.title}>
      <header className="lab-head">
        <h2>{labTexts.heading}</h2>
        <ProgressBar
          value={passed}
          maxValue={points.length}
          valueLabel={labTexts.progress(passed, points.length)}
          aria-label={labTexts.points}
        >
          {({ percentage, valueText }) => (
            <>
              <span className="mute">{valueText}</span>
              <div className="lab-progress">
                <div className="lab-progress-done" style={{ width: `${percentage ?? 0}%` }} />
              </div>
            </>
          )}
        </ProgressBar>
        {passed === points.length ? <p className="lab-finished">{labTexts.finished(points.length)}</p> : null}
      </header>
      <div className="lab-scroll">
        <PointList />
        <ExperimentList call={call} />
      </div>
      <footer className="lab-foot">
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
