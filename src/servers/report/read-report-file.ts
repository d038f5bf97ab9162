import type { Pictures } from '../../shared/lesson/report/render-html.ts'
import { cutBlock, documentDigest, htmlMarks, markdownMarks } from '../../shared/lesson/report/data-block.ts'
import type { ReportFormat } from '../../shared/lesson/report/report.ts'
import { sealedReportSchema, type SealedReport } from '../../shared/lesson/report/seal.ts'
import { failure, success, type Result } from '../../shared/result.ts'
import { readAttachment } from './pdf-attachment.ts'
import { sha256 } from './sha256.ts'

/** A report as its file has it. */
export interface ReportFile {
  readonly format: ReportFormat
  readonly sealed: SealedReport
  /** What is there to read, without the data; of a PDF its pages cannot be read as text. */
  readonly document: string | undefined
  /** What is there to read is what was exported. */
  readonly isDocumentSame: boolean
  readonly pictures: Pictures
}

/** Reads a report of any format; a file that is none is told in words. */
export const readReportFile = (file: Buffer): Result<ReportFile> => {
  if (file.subarray(0, 5).toString('latin1') === '%PDF-') return readPdf(file)
  // It may have gone through a system with other line ends.
  const text = file.toString('utf8').replaceAll('\r\n', '\n')
  const html = cutBlock(text, htmlMarks)
  if (html !== undefined) return readText('html', html)
  const markdown = cutBlock(text, markdownMarks)
  return markdown === undefined ? failure('bad-input', 'this is not a report: it carries no data of Sessionscope’s') : readText('markdown', markdown)
}

const readText = (format: ReportFormat, { data, document }: { data: string; document: string }): Result<ReportFile> => {
  const sealed = parseSealed(data)
  if (!sealed.ok) return sealed
  return success({ format, sealed: sealed.value, document, isDocumentSame: documentDigest(document, sha256) === sealed.value.document, pictures: picturesIn(document) })
}

const readPdf = (file: Buffer): Result<ReportFile> => {
  const attached = readAttachment(file)
  if (attached === undefined) return failure('bad-input', 'this PDF carries no data of Sessionscope’s: it is none of its reports, or was saved anew by another program')
  const sealed = parseSealed(attached.text)
  if (!sealed.ok) return sealed
  const isDocumentSame = attached.isWhole && sha256(attached.pages) === sealed.value.document
  return success({ format: 'pdf', sealed: sealed.value, document: undefined, isDocumentSame, pictures: new Map() })
}

const parseSealed = (text: string): Result<SealedReport> => {
  try {
    return success(sealedReportSchema.parse(JSON.parse(text)))
  } catch {
    return failure('bad-input', 'this report is damaged: its data cannot be read')
  }
}

const picturesIn = (document: string): Pictures =>
  new Map(Array.from(document.matchAll(/src="data:image\/png;base64,([A-Za-z\d+/=]*)"/g), ([, base64 = '']) => [sha256(Buffer.from(base64, 'base64')), base64]))
