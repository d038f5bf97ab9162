import { courses } from '../../shared/course/courses.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { readBoundedFile } from '../report/read-bounded-file.ts'
import { fileAtMost } from '../report/report-bounds.ts'
import { verifyReport, type ReportFindings } from '../report/verify-report.ts'
import type { CommandOutput } from './output.ts'

/** `sessionscope verify`: prints what was found in a report; resolves with whether it holds. */
export const verify = async (path: string, output: Pick<CommandOutput, 'print'>): Promise<Result<boolean>> => {
  const file = await readBoundedFile(path, fileAtMost)
  const found = file.ok ? findings(file.value) : file
  if (!found.ok) return failure(found.failure.code, `${path}: ${found.failure.message}`)
  const { lines, problems, passed, lessons, digest } = found.value
  for (const line of [...lines, ...problems.map((problem) => `  ! ${problem}`)]) output.print(line)
  const isGood = problems.length === 0
  output.print(
    isGood
      ? `Holds: ${passed} of ${lessons} passed, nothing changed since the export. Digest ${digest}`
      : `DOES NOT HOLD: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}, see above.`,
  )
  return success(isGood)
}

// A file that was made to break what reads it is no report, whatever it breaks.
const findings = (file: Buffer): Result<ReportFindings> => {
  try {
    return verifyReport(file, courses)
  } catch {
    return failure('bad-input', 'this report is damaged: its data has another form than any lab writes')
  }
}
