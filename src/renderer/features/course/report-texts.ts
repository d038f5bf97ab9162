import type { ReportFormat } from '../../../shared/report/report.ts'

/** What a report would hold now; each pair is how many have passed, of how many. */
export interface ReportContents {
  readonly points: readonly [number, number]
  readonly experiments: readonly [number, number]
  readonly hasCode: boolean
}

const formats: Readonly<Record<ReportFormat, string>> = {
  html: 'HTML: one page for any browser',
  markdown: 'Markdown: text, without pictures',
  pdf: 'PDF: for paper, with page numbers',
}

/** Texts around the report. What stands in the report itself is in `shared/report/report-texts.ts`. */
export const reportDialogTexts = {
  export: 'Export report',
  command: 'Export the report',
  title: 'Export the report',
  hint: 'One file with every verdict and the messages that prove it, as they stood on the wire.',
  name: 'Name',
  nameHint: 'stands on the first page',
  notes: 'Notes',
  lessonNote: 'Your note',
  lessonNoteHint: 'In your own words: what you saw, and why it is so. It stands in the report, below the verdict.',
  format: 'Format',
  formatName: (format: ReportFormat) => formats[format],
  noPdf: 'For a PDF export HTML, open it in your browser and print it: it has a layout for paper.',
  contents: ({ points, experiments, hasCode }: ReportContents) =>
    `In it: ${points[0]} of ${points[1]} points passed, ${experiments[0]} of ${experiments[1]} experiments, the others as they stand${hasCode ? '; your code' : ''}; and a digest that shows that they belong together.`,
  action: 'Export',
  making: 'The report is being made…',
} as const
