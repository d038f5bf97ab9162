import { useState } from 'react'
import { exerciseFold } from '../../../../shared/folds/exercise.ts'
import { labFold } from '../../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../../shared/folds/lessons.ts'
import { reportNoteFold } from '../../../../shared/folds/report-note.ts'
import { experimentsOf, pointsOf } from '../../../../shared/course/course.ts'
import type { Lesson } from '../../../../shared/course/lesson.ts'
import { reportFormats, type ReportFormat } from '../../../../shared/report/report.ts'
import { LabelledArea, LabelledInput, LabelledSelect } from '../../../kit/fields.tsx'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { useTaughtCourse } from '../taught-course.ts'
import { useServices } from '../../../client/use-services.ts'
import { useView } from '../../../client/use-view.ts'
import { reportDialogTexts } from '../report-texts.ts'
import { useExportReport } from './use-export-report.ts'
import './report.css'

/** Asks whose report it is and in which format, and makes it. What was typed is kept, also when nothing is exported. */
export const ReportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const kept = useView(reportNoteFold)
  const isNative = useIsNative()
  const { lab } = useServices()
  const [name, setName] = useState(kept.name)
  const [notes, setNotes] = useState(kept.notes)
  const [format, setFormat] = useState<ReportFormat>(isNative ? 'pdf' : 'html')
  const { exportReport, isSlow } = useExportReport()
  const close = () => {
    if (name !== kept.name || notes !== kept.notes) void lab.call('report.describe', { name, notes })
    onClose()
  }
  return (
    <FormDialog
      title={reportDialogTexts.title}
      hint={reportDialogTexts.hint}
      action={reportDialogTexts.action}
      onSave={() => exportReport({ name, notes }, format)}
      onClose={close}
    >
      <LabelledInput
        label={reportDialogTexts.name}
        aside={reportDialogTexts.nameHint}
        value={name}
        onChange={setName}
        isFirst
      />
      <LabelledArea label={reportDialogTexts.notes} value={notes} onChange={setNotes} />
      <LabelledSelect
        label={reportDialogTexts.format}
        value={format}
        options={isNative ? reportFormats : withoutPdf}
        nameOf={reportDialogTexts.formatName}
        onChange={setFormat}
      />
      <Contents />
      {isNative ? null : <p className="report-contents">{reportDialogTexts.noPdf}</p>}
      <p role="status">{isSlow ? reportDialogTexts.making : null}</p>
    </FormDialog>
  )
}

const withoutPdf = reportFormats.filter((format) => format !== 'pdf')

const useIsNative = (): boolean => {
  const lab = useView(labFold)
  return lab.state === 'known' && lab.facts.browsers === 'native'
}

const Contents = () => {
  const course = useTaughtCourse()
  const { judged } = useView(lessonsFold)
  const { exercise } = useView(exerciseFold)
  const count = (lessons: readonly Lesson[]) =>
    [lessons.filter(({ id }) => judged[id]?.verdict.state === 'passed').length, lessons.length] as const
  return (
    <p className="report-contents">
      {reportDialogTexts.contents({
        points: count(pointsOf(course)),
        experiments: count(experimentsOf(course)),
        hasCode: !exercise.isTemplate,
      })}
    </p>
  )
}
