import { FlaskConical } from 'lucide-react'
import { Button } from 'react-aria-components'
import { experimentsOf } from '../../../../shared/course/course.ts'
import { useTaughtCourse } from '../taught-course.ts'
import { experimentTexts } from '../experiment-texts.ts'

/** The way from the points to the experiments below them, which are out of sight on most screens. */
export const ExperimentsButton = ({ onPress }: { readonly onPress: () => void }) => (
  <Button className="course-way" onPress={onPress}>
    <FlaskConical aria-hidden size="1.25em" strokeWidth={1.75} />
    {experimentTexts.title}
    <span className="tag">{experimentsOf(useTaughtCourse()).length}</span>
  </Button>
)
