import type { Hash } from './seal.ts'

/** How a format carries the machine-readable data: between which marks, in which no page text can be mistaken for them. */
export interface DataMarks {
  readonly open: string
  readonly close: string
}

export const htmlMarks: DataMarks = {
  open: '<script type="application/json" id="sessionscope-report">',
  close: '</script>',
}
export const markdownMarks: DataMarks = { open: '<!-- sessionscope-report\n', close: '\n-->' }

// Neither an end tag nor the end of a comment may stand in it (HTML, "Restrictions on the contents of script elements").
const harmless = (json: string): string => json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')

/** What is to be put in the place of an empty block. */
export const filledBlock = ({ open, close }: DataMarks, data: unknown): string =>
  `${open}${harmless(JSON.stringify(data))}${close}`

/** The data in a file, and the file without it; undefined where there is no such block. */
export const cutBlock = (
  file: string,
  { open, close }: DataMarks,
): { readonly data: string; readonly document: string } | undefined => {
  const begins = file.lastIndexOf(open)
  if (begins === -1) return undefined
  const ends = file.indexOf(close, begins + open.length)
  if (ends === -1) return undefined
  return { data: file.slice(begins + open.length, ends), document: file.slice(0, begins) + open + file.slice(ends) }
}

/** The digest of what is there to read; a file that went through a system with other line ends is still the same. */
export const documentDigest = (document: string, hash: Hash): string => hash(document.replaceAll('\r\n', '\n'))
