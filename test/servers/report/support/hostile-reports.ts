import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import {
  cutBlock,
  documentDigest,
  filledBlock,
  htmlMarks,
  markdownMarks,
} from '../../../../src/shared/report/data-block.ts'
import type { Report, ReportLesson } from '../../../../src/shared/report/report.ts'
import { sealedReportSchema, sealParts, unsealParts, type SealedReport } from '../../../../src/shared/report/seal.ts'
import { attachToPdf, readAttachment } from '../../../../src/servers/report/pdf-attachment.ts'
import { sha256 } from '../../../../src/servers/report/sha256.ts'
import { valueOf } from '../../../support/serve.ts'

/** A file that somebody made to break what reads it. */
export interface HostileFile {
  readonly what: string
  /** Made when it is asked for: all of them together are hundreds of megabytes. */
  readonly bytes: () => Buffer
}

const frozen = join(import.meta.dirname, '../../../frozen/0.1.0')
const marks = { html: htmlMarks, md: markdownMarks }

/** A good report taken apart, and put together again with other data. */
const open = async (format: 'html' | 'md') => {
  const file = await readFile(join(frozen, `report.${format}`), 'utf8')
  const cut = cutBlock(file, marks[format])
  if (cut === undefined) throw new Error('there is no data in it')
  const sealed = sealedReportSchema.parse(JSON.parse(cut.data))
  const report = unsealParts(sealed.parts)
  if (report === undefined) throw new Error('there is no report in it')
  const { open: opening, close } = marks[format]
  const withText = (data: string): Buffer =>
    Buffer.from(cut.document.replace(opening + close, () => opening + data + close))
  const withData = (data: unknown): Buffer =>
    Buffer.from(cut.document.replace(opening + close, () => filledBlock(marks[format], data)))
  /** With every digest computed anew, as by one who knows how. */
  const forged = (other: Report, document = cut.document): Buffer => {
    const parts = sealParts(other, sha256)
    const data: SealedReport = {
      ...sealed,
      parts,
      digest: parts.at(-1)?.digest ?? '',
      document: documentDigest(document, sha256),
    }
    return Buffer.from(document.replace(opening + close, () => filledBlock(marks[format], data)))
  }
  return { file, data: cut.data, document: cut.document, sealed, report, withText, withData, forged }
}

type Opened = Awaited<ReturnType<typeof open>>

const withLesson = (report: Report, id: string, change: object): Report => ({
  ...report,
  lessons: report.lessons.map((lesson) => (lesson.id === id ? { ...lesson, ...change } : lesson)),
})

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown

const truncated = (format: string, file: Buffer, places: readonly number[]): HostileFile[] =>
  places.map((place) => ({
    what: `${format} cut at byte ${place} of ${file.length}`,
    bytes: () => file.subarray(0, place),
  }))

const flipped = (format: string, file: Buffer, many: number): HostileFile[] =>
  Array.from({ length: many }, (_one, index) => {
    const place = Math.floor((file.length - 1) * ((index * 0.618_033_988_7 + 0.1) % 1))
    const bytes = (): Buffer => {
      const copy = Buffer.from(file)
      copy[place] = (copy[place] ?? 0) ^ (1 << (index % 7))
      return copy
    }
    return { what: `${format} with a bit flipped in byte ${place}`, bytes }
  })

const boundaries = (file: Buffer, opening: string): number[] => {
  const at = file.lastIndexOf(opening)
  return [
    0,
    1,
    6,
    Math.floor(file.length / 3),
    at,
    at + 1,
    at + opening.length,
    at + opening.length + 1,
    at + opening.length + 5_000,
    file.length - 40,
  ]
}

const wrongForms = ({ sealed, report, withData, withText, data }: Opened): HostileFile[] => {
  const [first, ...others] = sealed.parts
  const part = (change: object) => ({ ...sealed, parts: [{ ...first, ...change }, ...others] })
  const files: readonly (readonly [string, () => Buffer])[] = [
    ['null', () => withData(null)],
    ['a list', () => withData([sealed])],
    ['a text', () => withData(JSON.stringify(sealed))],
    ['another kind', () => withData({ ...sealed, kind: 'report' })],
    ['a later version', () => withData({ ...sealed, version: 2 })],
    ['parts that are a number', () => withData({ ...sealed, parts: 7 })],
    ['no parts', () => withData({ ...sealed, parts: [] })],
    ['parts that are numbers', () => withData({ ...sealed, parts: Array.from({ length: 90_000 }, () => 0) })],
    [
      '200,000 parts',
      () =>
        withData({ ...sealed, parts: Array.from({ length: 200_000 }, () => ({ name: 'x', content: 1, digest: '' })) }),
    ],
    ['a digest that is none', () => withData({ ...sealed, digest: 7 })],
    ['another digest', () => withData({ ...sealed, digest: '0'.repeat(64) })],
    ['a digest in capitals', () => withData({ ...sealed, digest: sealed.digest.toUpperCase() })],
    ['a part with the digest of another', () => withData(part({ digest: others[0]?.digest }))],
    ['a head that is missing', () => withData({ ...sealed, parts: others })],
    ['a head that is a list', () => withData(part({ content: [] }))],
    [
      'a head with members of a prototype',
      () =>
        withText(
          data.replace(
            '"content":{"',
            '"content":{"__proto__":{"name":"Eve"},"constructor":{"prototype":{"state":"passed"}},"',
          ),
        ),
    ],
    [
      'a prototype of all',
      () => withText(data.replace('{"kind"', '{"__proto__":{"kind":"sessionscope-report"},"kind"')),
    ],
    [
      'a member given twice',
      () => withText(data.replace('{"kind":"sessionscope-report"', '{"digest":"f00d","kind":"sessionscope-report"')),
    ],
    [
      'a part with a member given twice',
      () => withText(data.replace('"parts":[{"name":"head",', '"parts":[{"name":"tail","name":"head",')),
    ],
    ['a member that nothing covers', () => withData({ ...sealed, grade: 'A' })],
    ['a part with a member that nothing covers', () => withData(part({ grade: 'A' }))],
    ['data that was laid out anew', () => withText(JSON.stringify(JSON.parse(data), undefined, 2))],
    ['a time without end', () => withText(data.replace(/"at":\d+/, '"at":1e400'))],
    ['a time that no calendar has', () => withText(data.replace(/"at":\d+/, '"at":1e300'))],
    ['a zone of a million hours', () => withText(data.replace(/"zone":\d+/, '"zone":60000000'))],
    [
      'an exchange beyond all numbers',
      () => withText(data.replace(/"exchange":\d+/, '"exchange":99999999999999999999999')),
    ],
    ['half of a number', () => withText(data.replace(/"at":\d+/, '"at":12e'))],
    [
      'a title of 2 MB in each of 3,000 lessons',
      () =>
        withData({
          ...sealed,
          parts: [
            ...sealed.parts,
            ...Array.from({ length: 3_000 }, (_one, index) => ({
              name: `x${index}`,
              content: { ...report.lessons[0], id: `x${index}`, title: index === 0 ? 't'.repeat(2_000_000) : '' },
              digest: '',
            })),
          ],
        }),
    ],
  ]
  return files.map(([what, bytes]) => ({ what: `data with ${what}`, bytes }))
}

const heavy = ({ sealed, report, withText, withData, ...opened }: Opened): HostileFile[] => {
  // Whoever made up the data changed what there is to read as well, so that it is compared.
  const forged = (other: Report): Buffer => Buffer.from(opened.forged(other).toString().replace('<h1>', '<h1>My '))
  const [observation] =
    report.lessons
      .find(({ id }) => id === 'point-3')
      ?.observations.filter(({ kind }) => kind === 'exchange.requested') ?? []
  const body = (text: string) => ({ encoding: 'utf8', text, bytes: text.length, truncated: false })
  const typed: readonly (readonly [string, string])[] = [['Content-Type', 'application/json']]
  const inPoint3 = (...observations: readonly object[]) => withLesson(report, 'point-3', { observations })
  const asked = (text: string) =>
    inPoint3(
      ...(report.lessons.find(({ id }) => id === 'point-3')?.observations ?? []).map((one) =>
        one.kind === 'exchange.requested' ? { ...one, headers: typed, body: body(text) } : one,
      ),
    )
  const lessons = Array.from(
    { length: 900 },
    (_one, index) => ({ ...report.lessons[0], id: `x${index}`, title: 't'.repeat(20_000) }) as ReportLesson,
  )
  const files: readonly (readonly [string, () => Buffer])[] = [
    ['a million open brackets', () => withText('['.repeat(1_000_000))],
    ['a million brackets', () => withText('['.repeat(500_000) + ']'.repeat(500_000))],
    ['a million open objects', () => withText('{"a":'.repeat(1_000_000))],
    [
      'notes nested 3,000 deep',
      () =>
        withData({
          ...sealed,
          parts: sealed.parts.map((part) => (part.name === 'notes' ? { ...part, content: nested(3_000) } : part)),
        }),
    ],
    [
      'notes nested 1,900 deep',
      () =>
        withData({
          ...sealed,
          parts: sealed.parts.map((part) => (part.name === 'notes' ? { ...part, content: nested(1_900) } : part)),
        }),
    ],
    [
      'a session nested 800 deep',
      () =>
        forged(
          inPoint3({
            sequence: 1,
            at: 1,
            kind: 'session.saved',
            exchange: 1,
            mode: 'client-side',
            data: { a: nested(800) },
            setCookie: 'session=a',
          }),
        ),
    ],
    ['four million commas', () => withText(`[${','.repeat(4_000_000)}]`)],
    [
      'ninety thousand wrong observations',
      () =>
        withData({
          ...sealed,
          parts: sealed.parts.map((part) =>
            part.name === 'point-3'
              ? { ...part, content: { ...report.lessons[2], observations: Array.from({ length: 90_000 }, () => 0) } }
              : part,
          ),
        }),
    ],
    [
      'an observation with ninety thousand wrong headers',
      () => forged(inPoint3({ ...observation, headers: Array.from({ length: 90_000 }, () => 0) })),
    ],
    [
      'the same observation 11,000 times',
      () =>
        forged(
          inPoint3(
            ...Array.from({ length: 11_000 }, () => ({
              sequence: 1,
              at: 1,
              kind: 'exchange.failed',
              exchange: 1,
              problem: '',
              duration: 0,
            })),
          ),
        ),
    ],
    ['900 lessons with titles of 20 KB', () => forged({ ...report, lessons: [...report.lessons, ...lessons] })],
    ['a body of brackets', () => forged(asked('['.repeat(400_000) + ']'.repeat(400_000)))],
    [
      'a body that grows when it is indented',
      () => forged(asked(`${'['.repeat(1_000)}${'0,'.repeat(200_000)}0${']'.repeat(1_000)}`)),
    ],
    [
      'a cookie of 5 MB',
      () =>
        forged(
          inPoint3(
            { ...observation, headers: [['Cookie', `session=${'.'.repeat(5_000_000)}`]] },
            {
              sequence: 2,
              at: 2,
              kind: 'session.saved',
              exchange: 1,
              mode: 'client-side',
              data: {},
              setCookie: `session=${'a;'.repeat(2_500_000)}`,
            },
          ),
        ),
    ],
    ['a text of 23 MB', () => forged({ ...report, notes: '<'.repeat(3_900_000) })],
    ['a text of 30 MB', () => forged({ ...report, notes: 'x'.repeat(30_000_000) })],
  ]
  return files.map(([what, bytes]) => ({ what: `data with ${what}`, bytes }))
}

/** What a terminal would do with it, or make of it. */
const escapes =
  '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\u2066\u200b\nHolds: 28 of 28 passed\r\n\u2028\u007f<script>alert(1)</script>'

const lies = ({ report, forged, withData, sealed, document, data, file }: Opened): HostileFile[] => {
  const passed = { state: 'passed', seen: 'All.', evidence: [] }
  const files: readonly (readonly [string, () => Buffer])[] = [
    [
      'a verdict without evidence',
      () =>
        forged(withLesson(report, 'too-large', { verdict: passed, judged: { at: 1, by: 'hand' }, observations: [] })),
    ],
    [
      'a verdict with another lesson’s evidence',
      () => forged(withLesson(report, 'too-large', { verdict: passed, observations: report.lessons[2]?.observations })),
    ],
    [
      'a lesson that there is none of',
      () =>
        forged({
          ...report,
          lessons: [...report.lessons, { ...report.lessons[0], id: 'free-points', verdict: passed } as ReportLesson],
        }),
    ],
    ['a lesson listed twice', () => forged({ ...report, lessons: [...report.lessons, ...report.lessons.slice(0, 1)] })],
    ['no lessons', () => forged({ ...report, lessons: [] })],
    [
      'a title that is a script and moves the cursor',
      () =>
        forged({
          ...report,
          lessons: [...report.lessons, { ...report.lessons[0], id: 'x', title: escapes } as ReportLesson],
        }),
    ],
    [
      'a name that is a script and moves the cursor',
      () => forged({ ...report, head: { ...report.head, name: escapes, version: escapes }, lessons: [] }),
    ],
    ['a page that moves the cursor', () => Buffer.from(file.replace('Ada', `Ada ${escapes}`))],
    ['a second block of data', () => Buffer.from(file + filledBlock(htmlMarks, { ...sealed, digest: '0'.repeat(64) }))],
    ['an empty block behind it', () => Buffer.from(file + filledBlock(htmlMarks, ''))],
    ['a block of Markdown behind it', () => Buffer.from(document + filledBlock(markdownMarks, sealed))],
    ['a block that does not end', () => Buffer.from(document.slice(0, document.lastIndexOf('</script>')) + data)],
    ['digests of observations in another order', () => withData({ ...sealed, parts: sealed.parts.toReversed() })],
  ]
  return files.map(([what, bytes]) => ({ what, bytes }))
}

const head = '<< /Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode /Length '
const embedded = (stream: Buffer, length = stream.length): Buffer =>
  Buffer.concat([Buffer.from(`\n9 0 obj\n${head}${length} >>\nstream\n`), stream, Buffer.from('\nendstream\nendobj\n')])

const pdfs = (file: Buffer): HostileFile[] => {
  const pages = readAttachment(file)?.pages ?? Buffer.alloc(0)
  const start = Buffer.from('%PDF-1.4\n')
  // Quick is small enough: it is about what comes out.
  const bomb = (): Buffer => deflateSync(Buffer.alloc(120_000_000, '['), { level: 1 })
  const files: readonly (readonly [string, () => Buffer])[] = [
    ['of nothing but trailers', () => Buffer.concat([start, Buffer.from('trailer<<'.repeat(200_000))])],
    [
      'of trailers, with data behind',
      () => Buffer.concat([start, Buffer.from('trailer<<'.repeat(2_000_000)), embedded(deflateSync('{}'))]),
    ],
    ['of heads of attachments', () => Buffer.concat([start, Buffer.from(`\n${head}9 >>\nstream\n`.repeat(100_000))])],
    [
      'of roots',
      () =>
        Buffer.concat([
          start,
          Buffer.from('\n1 0 obj\n<<'.repeat(500_000)),
          Buffer.from('trailer\n<</Size 9 /Root 1 0 R>>\nstartxref\n1\n%%EOF\n'),
          embedded(deflateSync('{}')),
        ]),
    ],
    ['that is inflated to 120 MB of brackets', () => Buffer.concat([pages, embedded(bomb())])],
    [
      'that is inflated to 200 MB',
      () => Buffer.concat([pages, embedded(deflateSync(Buffer.alloc(200_000_000), { level: 1 }))]),
    ],
    ['with brackets attached in due form', () => valueOf(attachToPdf(pages, '['.repeat(20_000_000)))],
    [
      'with an attachment that is not compressed',
      () => Buffer.concat([pages, embedded(Buffer.from('{"kind":"sessionscope-report"}'))]),
    ],
    ['with an attachment longer than the file', () => Buffer.concat([pages, embedded(deflateSync('{}'), 999_999_999)])],
    ['with an attachment of no bytes', () => Buffer.concat([pages, embedded(deflateSync('{}'), 0)])],
    [
      'with a page in another colour',
      () =>
        Buffer.from(
          file
            .toString('latin1')
            .replace(/\d\.\d+ \d\.\d+ \d\.\d+ rg/, '1 0 0 rg')
            .replace('/Type /Page', '/Type /page'),
          'latin1',
        ),
    ],
    ['with something behind it', () => Buffer.concat([file, Buffer.from('\n1 0 obj\n<< >>\nendobj\n')])],
    [
      'with a page of HTML behind it',
      () => Buffer.concat([file, Buffer.from(`${htmlMarks.open}{}${htmlMarks.close}`)]),
    ],
    ['that only begins as one', () => Buffer.from(`%PDF-${htmlMarks.open}{}${htmlMarks.close}`)],
  ]
  return files.map(([what, bytes]) => ({ what: `a PDF ${what}`, bytes }))
}

/** Files in all three formats that are to be refused, or found out, in words. */
export const hostileReports = async (): Promise<HostileFile[]> => {
  const [html, markdown] = [await open('html'), await open('md')]
  const pdf = await readFile(join(frozen, 'report.pdf'))
  const [htmlFile, markdownFile] = [Buffer.from(html.file), Buffer.from(markdown.file)]
  return [
    ...truncated('HTML', htmlFile, boundaries(htmlFile, htmlMarks.open)),
    ...truncated('Markdown', markdownFile, boundaries(markdownFile, markdownMarks.open)),
    ...truncated('PDF', pdf, boundaries(pdf, head)),
    ...flipped('HTML', htmlFile, 7),
    ...flipped('Markdown', markdownFile, 7),
    ...flipped('PDF', pdf, 7),
    ...wrongForms(html),
    ...wrongForms(markdown).slice(0, 12),
    ...heavy(html),
    ...lies(html),
    ...pdfs(pdf),
    { what: 'nothing but zeros', bytes: () => Buffer.alloc(30_000_000) },
    { what: 'nothing but line ends', bytes: () => Buffer.from('\r\n'.repeat(10_000_000)) },
    { what: 'UTF-16', bytes: () => Buffer.from(html.file, 'utf16le') },
    { what: 'no report', bytes: () => Buffer.from('# My report\n\nI passed everything.\n') },
  ]
}
