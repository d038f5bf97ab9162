import { createHash } from 'node:crypto'
import { filledBlock, htmlMarks, markdownMarks, type DataMarks } from '../../shared/report/data-block.ts'
import type { Pictures } from '../../shared/report/render-html.ts'
import type { ReportFormat } from '../../shared/report/report.ts'
import { sealedReportSchema, type SealedReport } from '../../shared/report/seal.ts'
import { excessOf } from '../../shared/base/json-bounds.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { readAttachment } from './pdf-attachment.ts'
import { comparedAtMost, dataAtMost, jsonAtMost } from './report-bounds.ts'
import { sha256 } from '../files/sha256.ts'

/** A report as its file has it. */
export interface OpenedReport {
  readonly format: ReportFormat
  readonly sealed: SealedReport
  /** The data stands there as it was written: nothing was added that is in no part of it. */
  readonly isDataSame: boolean
  /** What is there to read is what was exported. */
  readonly isDocumentSame: boolean
  /** What is there to read, without the data; undefined where that is no text, or too long to be compared line by line. */
  readonly document: () => string | undefined
}

/** Reads a report of any format; a file that is none is told in words. */
export const readReportFile = (file: Buffer): Result<OpenedReport> => {
  if (file.subarray(0, 5).toString('latin1') === '%PDF-') return readPdf(file)
  const bytes = withPlainLineEnds(file)
  const html = cutData(bytes, htmlMarks)
  if (html !== undefined) return readText('html', html)
  const markdown = cutData(bytes, markdownMarks)
  return markdown === undefined
    ? failure('bad-input', 'this is not a report: it carries no data of Sessionscope’s')
    : readText('markdown', markdown)
}

// Bytes, not text: a text of that length would take the memory that is there.
interface CutFile {
  readonly data: Buffer
  /** What stands before and behind it, the marks included. */
  readonly around: readonly [Buffer, Buffer]
}

const cutData = (file: Buffer, { open, close }: DataMarks): CutFile | undefined => {
  const begins = file.lastIndexOf(open)
  if (begins === -1) return undefined
  const starts = begins + Buffer.byteLength(open)
  const ends = file.indexOf(close, starts)
  return ends === -1
    ? undefined
    : { data: file.subarray(starts, ends), around: [file.subarray(0, starts), file.subarray(ends)] }
}

// It may have gone through a system with other line ends.
const withPlainLineEnds = (file: Buffer): Buffer => {
  if (!file.includes('\r\n')) return file
  const plain = Buffer.allocUnsafe(file.length)
  let length = 0
  for (let at = 0; at < file.length; at += 1) {
    const byte = file[at] ?? 0
    if (byte === 0x0d && file[at + 1] === 0x0a) continue
    plain[length] = byte
    length += 1
  }
  return plain.subarray(0, length)
}

const readText = (format: ReportFormat, { data, around: [before, behind] }: CutFile): Result<OpenedReport> => {
  const parsed = parseSealed(data)
  if (!parsed.ok) return parsed
  const { sealed, isDataSame } = parsed.value
  const digest = createHash('sha256').update(before).update(behind).digest('hex')
  const canCompare = before.length + behind.length <= comparedAtMost.document && data.length <= comparedAtMost.data
  const document = () => (canCompare ? before.toString() + behind.toString() : undefined)
  return success({ format, sealed, isDataSame, isDocumentSame: digest === sealed.document, document })
}

const readPdf = (file: Buffer): Result<OpenedReport> => {
  const attached = readAttachment(file)
  if (attached === undefined)
    return failure(
      'bad-input',
      'this PDF carries no data of Sessionscope’s: it is none of its reports, or was saved anew by another program',
    )
  const parsed = parseSealed(attached.data)
  if (!parsed.ok) return parsed
  const { sealed, isDataSame } = parsed.value
  const isDocumentSame = attached.isWhole && sha256(attached.pages) === sealed.document
  return success({ format: 'pdf', sealed, isDataSame, isDocumentSame, document: () => undefined })
}

const damaged = (why: string): Result<never> =>
  failure('bad-input', `this report is damaged: its data cannot be read${why}`)

const parseSealed = (data: Buffer): Result<{ readonly sealed: SealedReport; readonly isDataSame: boolean }> => {
  if (data.length > dataAtMost) return damaged(` (it is longer than ${dataAtMost} bytes)`)
  const excess = excessOf(data, jsonAtMost)
  if (excess !== undefined) return damaged(` (${excess})`)
  try {
    const text = data.toString()
    const sealed = sealedReportSchema.parse(JSON.parse(text))
    return success({
      sealed,
      isDataSame: text === JSON.stringify(sealed) || text === filledBlock({ open: '', close: '' }, sealed),
    })
  } catch {
    return damaged('')
  }
}

/** The pictures in a report's HTML, by their digests. */
export const picturesIn = (document: string): Pictures =>
  new Map(
    Array.from(document.matchAll(/src="data:image\/png;base64,([A-Za-z\d+/=]*)"/g), ([, base64 = '']) => [
      sha256(Buffer.from(base64, 'base64')),
      base64,
    ]),
  )
