import { readFile, stat } from 'node:fs/promises'
import { failure, messageOf, success, type Result } from '../../shared/result.ts'
import { verifyReport } from '../report/verify-report.ts'
import type { Output } from './output.ts'

/** Bytes of a report at most. */
const fileAtMost = 256_000_000

/** `sessionscope verify`: prints what was found in a report; resolves with whether it holds. */
export const verify = async (path: string, output: Pick<Output, 'print'>): Promise<Result<boolean>> => {
  const file = await read(path)
  if (!file.ok) return file
  const found = verifyReport(file.value)
  if (!found.ok) return failure(found.failure.code, `${path}: ${found.failure.message}`)
  const { lines, problems, passed, lessons, digest } = found.value
  for (const line of [...lines, ...problems.map((problem) => `  ! ${problem}`)]) output.print(line)
  const isGood = problems.length === 0
  output.print(isGood ? `Holds: ${passed} of ${lessons} passed, nothing changed since the export. Digest ${digest}` : `DOES NOT HOLD: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}, see above.`)
  return success(isGood)
}

const read = async (path: string): Promise<Result<Buffer>> => {
  try {
    const { size } = await stat(path)
    return size > fileAtMost ? failure('bad-input', `${path}: too large for a report`) : success(await readFile(path))
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    return failure('not-found', `${path}: ${code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'this is a folder' : messageOf(thrown)}`)
  }
}
