import { deflateSync, inflateSync } from 'node:zlib'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { dataAtMost } from './report-bounds.ts'

/** A PDF that carries a file: the pages as they were printed, and what was attached to them. */
export interface PdfWithFile {
  readonly pages: Buffer
  readonly data: Buffer
  /** Nothing was added to it since. */
  readonly isWhole: boolean
}

const fileName = 'sessionscope-report.json'
const streamHead = '<< /Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode /Length '

/** Bytes of a trailer, or of the catalogue, at most: those of Chromium's have some hundred. */
const shortObject = 20_000

/**
 * Attaches a text to a PDF by an incremental update (ISO 32000-2, §7.5.6 and §7.11.4): the bytes of the pages stay as they are, so that
 * their digest can be computed again. Every viewer lists the attachment.
 */
export const attachToPdf = (pages: Buffer, text: string): Result<Buffer> => appendUpdate(pages, deflateSync(text))

/** What was attached to a PDF; undefined where there is nothing, or more than a report can hold. Each byte is looked at a few times at most. */
export const readAttachment = (file: Buffer): PdfWithFile | undefined => {
  const head = file.lastIndexOf(streamHead)
  if (head === -1) return undefined
  const begins = file.lastIndexOf('\n', head - 2)
  const declared = /^(\d{1,9}) >>\nstream\n/.exec(
    file.toString('latin1', head + streamHead.length, head + streamHead.length + 40),
  )
  if (begins === -1 || declared === null) return undefined
  const start = head + streamHead.length + declared[0].length
  const stream = file.subarray(start, start + Number(declared[1]))
  const pages = file.subarray(0, begins)
  try {
    const data = inflateSync(stream, { maxOutputLength: dataAtMost })
    const again = appendUpdate(pages, stream)
    return { pages, data, isWhole: again.ok && again.value.equals(file) }
  } catch {
    return undefined
  }
}

const appendUpdate = (pages: Buffer, stream: Buffer): Result<Buffer> => {
  const ending = trailerOf(pages)
  const size = Number(/\/Size (\d+)/.exec(ending?.trailer ?? '')?.[1])
  const root = /\/Root (\d+) 0 R/.exec(ending?.trailer ?? '')?.[1]
  const catalogue = root === undefined ? undefined : objectText(pages, root)
  if (ending === undefined || root === undefined || catalogue === undefined || Number.isNaN(size)) {
    return failure('defect', 'The PDF that was printed has a form to which nothing can be attached.')
  }
  const names = catalogue.includes('/Names')
    ? ''
    : ` /Names << /EmbeddedFiles << /Names [(${fileName}) ${size + 1} 0 R] >> >>`
  const objects: readonly (readonly [number, Buffer])[] = [
    [
      size,
      Buffer.concat([Buffer.from(`${streamHead}${stream.length} >>\nstream\n`), stream, Buffer.from('\nendstream')]),
    ],
    [
      size + 1,
      Buffer.from(
        `<< /Type /Filespec /F (${fileName}) /UF (${fileName}) /AFRelationship /Data /EF << /F ${size} 0 R >> >>`,
      ),
    ],
    [Number(root), Buffer.from(`<<${catalogue}${names} /AF [${size + 1} 0 R] >>`, 'latin1')],
  ]
  return success(Buffer.concat([pages, ...written(pages.length, objects, { ...ending, size })]))
}

// What stands at the end of the file (ISO 32000-2, §7.5.5). From its last `trailer` on, so that a file of nothing but
// trailers is not gone through from each of them.
const trailerOf = (pages: Buffer): Omit<Before, 'size'> | undefined => {
  const begins = pages.lastIndexOf('trailer')
  if (begins === -1 || pages.length - begins > shortObject) return undefined
  const ending = pages.toString('latin1', begins)
  const [, table] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(ending) ?? []
  const dictionary = ending.slice('trailer'.length, ending.lastIndexOf('startxref')).trim()
  if (table === undefined || !dictionary.startsWith('<<') || !dictionary.endsWith('>>')) return undefined
  return { trailer: dictionary.slice(2, -2), table }
}

const objectText = (pages: Buffer, number: string): string | undefined => {
  const begins = pages.lastIndexOf(`\n${number} 0 obj`)
  if (begins === -1) return undefined
  return /^\n\d+ 0 obj\s*<<([^]*?)>>\s*endobj/.exec(pages.toString('latin1', begins, begins + shortObject))?.[1]
}

interface Before {
  readonly trailer: string
  readonly table: string
  readonly size: number
}

// The new objects, and the table that says where each of them begins (ISO 32000-2, §7.5.4).
const written = (
  offset: number,
  objects: readonly (readonly [number, Buffer])[],
  { trailer, table, size }: Before,
): Buffer[] => {
  const parts: Buffer[] = []
  const places: string[] = []
  let at = offset
  for (const [number, body] of objects) {
    const part = Buffer.concat([Buffer.from(`\n${number} 0 obj\n`), body, Buffer.from('\nendobj')])
    places.push(`${number} 1\n${String(at + 1).padStart(10, '0')} 00000 n \n`)
    parts.push(part)
    at += part.length
  }
  const rest = trailer
    .replace(/\/Size \d+/, '')
    .replace(/\/Prev \d+/, '')
    .trim()
  parts.push(
    Buffer.from(
      `\nxref\n${places.join('')}trailer\n<< /Size ${size + 2} /Prev ${table} ${rest} >>\nstartxref\n${at + 1}\n%%EOF\n`,
      'latin1',
    ),
  )
  return parts
}
