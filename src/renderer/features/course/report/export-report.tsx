import { FileText } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useOpenReport } from '../open-report.ts'
import { reportTexts } from '../report-texts.ts'
import './report.css'

/** The way from the course to a file that can be handed in. */
export const ExportReport = () => (
  <Button className="course-way" onPress={useOpenReport()}>
    <FileText aria-hidden size="1.25em" />
    {reportTexts.export}
  </Button>
)
