import { FileText } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { reportTexts } from '../../../report-texts.ts'
import { ReportDialog } from './report-dialog.tsx'
import './report.css'

/** The way from the course to a file that can be handed in. */
export const ExportReport = () => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button className="export-report" onPress={() => { setIsOpen(true) }}>
        <FileText aria-hidden size="1.25em" />
        {reportTexts.export}
      </Button>
      {isOpen ? <ReportDialog onClose={() => { setIsOpen(false) }} /> : null}
    </>
  )
}
