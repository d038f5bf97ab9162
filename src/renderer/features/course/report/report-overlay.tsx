import { useCourse } from '../use-course.ts'
import { ReportDialog } from './report-dialog.tsx'

/** The dialog that exports the report, while it is open. It belongs to the whole panel, so that a command reaches it. */
export const ReportOverlay = () => {
  const [{ isReportOpen }, change] = useCourse()
  if (!isReportOpen) return null
  return (
    <ReportDialog
      onClose={() => {
        change({ isReportOpen: false })
      }}
    />
  )
}
