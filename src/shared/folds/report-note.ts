import { report } from '../stream/baseline/report.ts'
import type { Fold } from '../stream/fold.ts'
import type { ReportNote } from '../stream/report-note.ts'
import { partFold } from './part-fold.ts'

/** Folds the stream into what the student says of the report. */
export const reportNoteFold: Fold<ReportNote> = partFold(report)
