import { FileText } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useCourse } from '../use-course.ts'
import { reportDialogTexts } from '../report-texts.ts'
import './report.css'

/** The way from the course to a file that can be handed in. */
export const ExportReport = () => {
  const [, change] = useCourse()
  return (
    <Button
      className="course-way"
      onPress={() => {
        change({ isReportOpen: true })
      }}
    >
      <FileText aria-hidden size="1.25em" />
      {reportDialogTexts.export}
    </Button>
  )
}
