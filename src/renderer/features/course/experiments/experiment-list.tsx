import { FlaskConical } from 'lucide-react'
import { useRef } from 'react'
import { lessonsFold } from '../../../../shared/folds/lessons.ts'
import { experimentsOf } from '../../../../shared/course/course.ts'
import { useCalledIntoView } from '../../../kit/use-called-into-view.ts'
import { useTaughtCourse } from '../taught-course.ts'
import { useCourse } from '../use-course.ts'
import { useView } from '../../../client/use-view.ts'
import { experimentTexts } from '../experiment-texts.ts'
import { ExperimentItem } from './experiment-item.tsx'
import './experiments.css'

/** The experiments under the points, each to be opened. Each call brings them into view and gives them the keyboard. */
export const ExperimentList = ({ call }: { readonly call?: object | undefined }) => {
  const { judged } = useView(lessonsFold)
  const experiments = experimentsOf(useTaughtCourse())
  const [{ experiment: open }, change] = useCourse()
  const heading = useRef<HTMLHeadingElement>(null)
  useCalledIntoView(heading, call)
  const shown = experiments.filter(({ id }) => judged[id]?.verdict.state === 'passed').length
  return (
    <section className="experiments" aria-label={experimentTexts.title}>
      <header className="experiments-head">
        <h3 ref={heading} tabIndex={-1}>
          <FlaskConical aria-hidden size="1.1em" strokeWidth={1.75} />
          {experimentTexts.title}
        </h3>
        <span className="mute">{experimentTexts.progress(shown, experiments.length)}</span>
      </header>
      <p className="experiments-intro mute">{experimentTexts.intro}</p>
      <ol className="points" aria-label={experimentTexts.title}>
        {experiments.map((experiment, index) => (
          <ExperimentItem
            key={experiment.id}
            experiment={experiment}
            number={index + 1}
            isOpen={open?.id === experiment.id}
            call={open?.id === experiment.id && open.isCalled ? open : undefined}
            onToggle={() => {
              change({ experiment: open?.id === experiment.id ? undefined : { id: experiment.id, isCalled: false } })
            }}
          />
        ))}
      </ol>
    </section>
  )
}
