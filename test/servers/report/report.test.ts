import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportFile } from '../../../src/shared/wire/contract.ts'
import {
  cutBlock,
  documentDigest,
  filledBlock,
  htmlMarks,
  markdownMarks,
} from '../../../src/shared/report/data-block.ts'
import { sealedReportSchema, sealParts, unsealParts, type SealedReport } from '../../../src/shared/report/seal.ts'
import type { Report } from '../../../src/shared/report/report.ts'
import { attachToPdf, readAttachment } from '../../../src/servers/report/pdf-attachment.ts'
import { sha256 } from '../../../src/servers/files/sha256.ts'
import { courses } from '../../../src/shared/course/courses.ts'
import { verifyReport } from '../../../src/servers/report/verify-report.ts'
import { startPlayedLab, type PlayedLab } from '../../support/played-lab.ts'
import { tinyPdf } from '../../support/tiny-pdf.ts'
import { valueOf } from '../../support/serve.ts'

// One lab for all: it plays points that pass with a visible cookie, with a dump of more keys than are named, and in the store.
let lab: PlayedLab
const files = new Map<string, string>()
const played = ['point-3', 'point-4', 'point-5', 'point-10', 'point-11', 'tampered-payload']
const printed: string[] = []
const code = 'export class KeyValueSessionStore {\n  // `mine` < yours\n}\n'
const notes = 'I saw `it`.\n<b>Not bold</b>, *not* stressed. --> </script>'

const lessonNote = 'Only the last part changed.\nThe *signature* <i>is</i> new.'

const make = async (format: string): Promise<ReportFile> =>
  valueOf(await lab.dispatch('report.make', { format, zone: 60 })) as ReportFile
const bytes = (text: string): Buffer => Buffer.from(text)
const fileOf = (format: string): string => files.get(format) ?? ''
const check = (file: Buffer | string) => verifyReport(typeof file === 'string' ? bytes(file) : file, courses)
const problemsOf = (file: Buffer | string): readonly string[] => valueOf(check(file)).problems

beforeAll(async () => {
  lab = await startPlayedLab({
    printReport: (html, foot) => {
      printed.push(html, foot)
      return Promise.resolve({ ok: true, value: tinyPdf() })
    },
  })
  for (let number = 0; number < 12; number += 1)
    await fetch(lab.kv.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ [`key${number}`]: number }),
    })
  valueOf(await lab.dispatch('experiment.predict', { experiment: 'tampered-payload', choice: 0 }))
  for (const lesson of played) await lab.play(lesson)
  valueOf(await lab.dispatch('exercise.write', { source: code }))
  valueOf(await lab.dispatch('report.describe', { name: 'Ada O’Lovelace <ada@example.org>', notes }))
  valueOf(await lab.dispatch('report.describe', { lessons: { 'point-3': lessonNote, 'too-large': 'I wonder.' } }))
  for (const format of ['html', 'markdown']) files.set(format, (await make(format)).content)
})
afterAll(() => lab.close())

it('takes no note of a point that there is none of, and keeps what it had', async () => {
  const before = lab.log.newest()
  expect(await lab.dispatch('report.describe', { name: 'Bob', lessons: { 'point-99': 'Lost?' } })).toMatchObject({
    ok: false,
    failure: { code: 'not-found', message: 'There is no point or experiment point-99.' },
  })
  expect(lab.log.read(before, 10_000).filter(({ kind }) => kind === 'report.described')).toEqual([])
})

describe.each(['html', 'markdown'])('a report as %s', (format) => {
  it('holds, with every verdict judged again from its own observations', () => {
    const { lines, problems, passed } = valueOf(check(fileOf(format)))
    expect(problems).toEqual([])
    expect(passed).toBeGreaterThanOrEqual(played.length)
    expect(lines.filter((line) => line.endsWith('evidence holds'))).toHaveLength(passed)
    expect(lines[0]).toMatch(
      /^Report of Ada O’Lovelace <ada@example\.org>, \d+ \w+ \d{4}, [\d:]{8} \(UTC\+1\), Sessionscope 0\.0\.1$/,
    )
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual(
      expect.arrayContaining([
        ' Point 11 passed by run evidence holds',
        ' A tampered payload passed by run evidence holds',
      ]),
    )
    expect(lines.find((line) => line.includes('Point 6'))).toMatch(/not yet|open/)
  })

  it('still holds when a system gave it other line ends', () => {
    expect(problemsOf(fileOf(format).replaceAll('\n', '\r\n'))).toEqual([])
  })

  it('shows the digest that verify computes', () => {
    expect(fileOf(format)).toContain(valueOf(check(fileOf(format))).digest)
  })

  it('shows the student’s code, and that it was not checked', () => {
    expect(fileOf(format)).toContain(
      format === 'html'
        ? '  // `mine` &lt; yours\n}</pre>'
        : '```typescript\nexport class KeyValueSessionStore {\n  // `mine` < yours\n}\n```',
    )
    expect(fileOf(format)).toContain('It was not checked.')
  })

  it('shows what was predicted of an experiment and what came of it, and names those that were not tried', () => {
    expect(fileOf(format)).toContain('Count: 1000001')
    expect(fileOf(format)).toMatch(/Count: 1, without a word of complaint \(not as predicted\)/)
    expect(fileOf(format)).toMatch(/Not tried: [^·]+ · /)
  })

  it('shows raw messages, the dump, and notes as they were typed', () => {
    const text = fileOf(format)
    expect(text).toContain('GET /?prefix= HTTP/1.1')
    expect(text).toMatch(/Set-Cookie:(<\/b>)? session=;/)
    expect(text).toContain(format === 'html' ? '{\n  &quot;key0&quot;: 0\n}' : '{\n  "key0": 0\n}')
    expect(text).toContain(
      format === 'html'
        ? '&lt;b&gt;Not bold&lt;/b&gt;, *not* stressed. --&gt; &lt;/script&gt;'
        : '\\<b\\>Not bold\\</b\\>, \\*not\\* stressed.',
    )
  })

  it('shows what was said of a point below its verdict, and of an experiment that was not tried', () => {
    const text = fileOf(format)
    expect(text).toMatch(
      format === 'html'
        ? /Passed by a run of the lab[^]*Only the last part changed\.\nThe \*signature\* &lt;i&gt;is&lt;\/i&gt; new\./
        : /Passed by a run of the lab[^]*Only the last part changed\.[^]*\\\*signature\\\*/,
    )
    expect(text).toContain('I wonder.')
    expect(text).not.toMatch(/Not tried: [^.]*Too large for a cookie/)
  })

  it.each<[string, (text: string) => string, RegExp]>([
    [
      'the name that it shows',
      (text) => text.replace('Ada', 'Bob'),
      /what it shows was changed after the export: line \d+ reads ".*Bob/,
    ],
    ['the name in its data', (text) => text.replace('"name":"Ada', '"name":"Bob'), /^name, date or version/],
    [
      'the time in its data',
      (text) => text.replace(/("name":"head","content":\{.*?"at":)\d/, '$19'),
      /^name, date or version/,
    ],
    [
      'a verdict',
      (text) => text.replace('"state":"pending","parts"', '"state":"passed","seen":"All.","evidence":[],"parts"'),
      /^Point \d+: verdict, evidence or note/,
    ],
    ['evidence', (text) => text.replace(/("id":"point-3".*?Count: )\d/, '$19'), /^Point 3: verdict, evidence or note/],
    [
      'what was said of a point',
      (text) => text.replace('"note":"Only', '"note":"Merely'),
      /^Point 3: verdict, evidence or note/,
    ],
    [
      'the code',
      (text) => text.replace(/("name":"exercise".*?)`mine`/, '$1`ours`'),
      /^the code or what was found of it/,
    ],
    ['the notes', (text) => text.replace('"content":"I saw', '"content":"She saw'), /^the notes/],
    [
      'a digest',
      (text) => text.replace(/("name":"point-4".*?"digest":")[\w-]{4}/, '$1abcd'),
      /^Point 4: verdict, evidence or note/,
    ],
    ['the digest of the whole', (text) => text.replace(/("version":1,"digest":")..../, '$1abcd'), /^the digest is not/],
  ])('that was edited in %s says so', (_what, edit, expected) => {
    const edited = edit(fileOf(format))
    expect(edited).not.toBe(fileOf(format))
    expect(problemsOf(edited).join('\n')).toMatch(new RegExp(expected, 'm'))
  })

  it('a part of which goes by another name is no report', () => {
    const renamed = fileOf(format).replace('{"name":"point-6",', '{"name":"point-x",')
    expect(check(renamed)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('damaged') as unknown },
    })
  })

  it('that was edited anywhere does not hold', () => {
    const file = fileOf(format)
    const anyEdit = fc.record({ place: fc.nat(file.length - 1), put: fc.constantFrom('0', 'x', '~', ' ', '<', '') })
    fc.assert(
      fc.property(anyEdit, ({ place, put }) => {
        fc.pre(file.slice(place, place + 1) !== put)
        const found = check(file.slice(0, place) + put + file.slice(place + 1))
        expect(found.ok && found.value.problems.length === 0).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  it('in which a part is missing, or stands elsewhere, does not hold', () => {
    const marks = format === 'html' ? htmlMarks : markdownMarks
    const { sealed, put } = openFile(fileOf(format), marks)
    expect(problemsOf(put({ ...sealed, parts: sealed.parts.filter(({ name }) => name !== 'point-6') }))).toContain(
      'Switch the store on, see it fail: not there exactly once',
    )
    expect(problemsOf(put({ ...sealed, parts: sealed.parts.toReversed() })).length).toBeGreaterThan(0)
  })

  it('whose digests were computed anew for a verdict without evidence does not hold', () => {
    const { sealed, put } = openFile(fileOf(format), format === 'html' ? htmlMarks : markdownMarks)
    const report = unsealParts(sealed.parts)
    if (report === undefined) throw new Error('there is no report in it')
    const forged: Report = {
      ...report,
      lessons: report.lessons.map((lesson) =>
        lesson.id === 'point-6' ? { ...lesson, verdict: { state: 'passed', seen: 'All.', evidence: [] } } : lesson,
      ),
    }
    const parts = sealParts(forged, sha256)
    const file = put({ ...sealed, parts, digest: parts.at(-1)?.digest ?? '' })
    expect(problemsOf(file)).toEqual(['Point 6: the evidence does not show what the verdict says'])
  })
})

/** The data in a file, and the file with other data. */
const openFile = (file: string, marks: typeof htmlMarks) => {
  const cut = cutBlock(file, marks)
  if (cut === undefined) throw new Error('there is no data in it')
  const sealed = sealedReportSchema.parse(JSON.parse(cut.data))
  expect(documentDigest(cut.document, sha256)).toBe(sealed.document)
  return {
    sealed,
    put: (other: SealedReport): string =>
      cut.document.replace(marks.open + marks.close, () => filledBlock(marks, other)),
  }
}

describe('a report as PDF', () => {
  it('carries its data, holds, and has a foot without the one of the style', async () => {
    const { content, encoding, name, type } = await make('pdf')
    expect([encoding, type]).toEqual(['base64', 'application/pdf'])
    expect(name).toMatch(/^sessionscope-ada-o-lovelace-ada-example-org-\d{4}-\d\d-\d\d\.pdf$/)
    const file = Buffer.from(content, 'base64')
    const { problems, passed, digest } = valueOf(check(file))
    expect(problems).toEqual([])
    expect(passed).toBeGreaterThanOrEqual(played.length)
    expect(printed[0]).not.toContain('@bottom-right')
    expect(printed[1]).toBe(`Sessionscope report · Ada O’Lovelace <ada@example.org> · digest ${digest}`)
  })

  it('says so when its pages were changed, or when something was added to it', async () => {
    const file = Buffer.from((await make('pdf')).content, 'base64')
    const edited = Buffer.from(file.toString('latin1').replace('(Hello)', '(Jello)'), 'latin1')
    const added = Buffer.concat([file, Buffer.from('\n1 0 obj\n<< >>\nendobj\n')])
    for (const changed of [edited, added])
      expect(problemsOf(changed)).toEqual(['the pages were changed after the export, or saved anew by another program'])
  })

  it('is refused in words where nothing prints', async () => {
    const headless = await startPlayedLab()
    try {
      expect(await headless.dispatch('report.make', { format: 'pdf', zone: 0 })).toMatchObject({
        ok: false,
        failure: { code: 'unsupported', message: expect.stringContaining('export HTML') as string },
      })
    } finally {
      await headless.close()
    }
  })
})

it('an attachment leaves the bytes of the pages as they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const pages = Buffer.from(tinyPdf())
      const found = readAttachment(valueOf(attachToPdf(pages, text)))
      expect([found?.pages.equals(pages), found?.data.toString(), found?.isWhole]).toEqual([
        true,
        Buffer.from(text).toString(),
        true,
      ])
    }),
    { numRuns: 30 },
  )
})

it.each([
  ['an empty file', ''],
  ['any other page', '<!doctype html><title>Hello</title>'],
  ['data that was cut', `${htmlMarks.open}{"kind":"sessionscope-report"${htmlMarks.close}`],
  ['data of another kind', `${markdownMarks.open}{"kind":"other"}${markdownMarks.close}`],
  [
    'parts of another form',
    `${markdownMarks.open}${JSON.stringify({ kind: 'sessionscope-report', version: 1, digest: '', document: '', parts: [{ name: 'head', content: null, digest: '' }] })}${markdownMarks.close}`,
  ],
  ['any other PDF', Buffer.from(tinyPdf()).toString('latin1')],
])('%s is told to be no report', (_what, text) => {
  expect(check(Buffer.from(text, 'latin1'))).toMatchObject({
    ok: false,
    failure: {
      code: 'bad-input',
      message: expect.stringMatching(/not a report|no data of Sessionscope|damaged/) as string,
    },
  })
})
