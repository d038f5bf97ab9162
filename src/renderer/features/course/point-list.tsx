import { useState } from 'react'
import { lessonsFold, type LessonsView } from '../../../shared/folds/lessons.ts'
import type { LessonId } from '../../../shared/stream/judged.ts'
import type { Point } from '../../../shared/course/lesson.ts'
import { pointsOf } from '../../../shared/course/course.ts'
import { useTaughtCourse } from './taught-course.ts'
import { useView } from '../../client/use-view.ts'
import { courseTexts } from './course-texts.ts'
import { PointItem } from './point-item.tsx'

/** The points, one of them open: at first the one to go on with. */
export const PointList = () => {
  const lessons = useView(lessonsFold)
  const points = pointsOf(useTaughtCourse())
  const [open, setOpen] = useState<LessonId | undefined>(() => firstOpen(points, lessons)?.id)
  const next = firstOpen(points, lessons)
  // A run that begins, wherever it was begun from, shows itself.
  const [running, setRunning] = useState(lessons.run?.lesson)
  if (lessons.run?.lesson !== running) {
    setRunning(lessons.run?.lesson)
    if (points.some(({ id }) => id === lessons.run?.lesson)) setOpen(lessons.run?.lesson)
  }
  return (
    <ol className="points" aria-label={courseTexts.points}>
      {points.map((point) => (
        <PointItem
          key={point.id}
          point={point}
          judged={lessons.judged[point.id]}
          run={lessons.run}
          problem={lessons.problem?.lesson === point.id ? lessons.problem.text : undefined}
          next={next}
          isOpen={open === point.id}
          onOpen={(chosen) => {
            setOpen(chosen?.id)
          }}
        />
      ))}
    </ol>
  )
}

const firstOpen = (points: readonly Point[], { judged }: LessonsView): Point | undefined =>
  points.find(({ id }) => judged[id]?.verdict.state !== 'passed')
