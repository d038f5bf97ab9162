/** Why an entry of a file is not shown. */
export const harSkips = ['no-request', 'no-answer', 'no-method', 'no-address'] as const
export type HarSkip = (typeof harSkips)[number]

/** What of the entries that are shown is not, or not as the file has it. */
export type HarLoss =
  | 'not-utf-8'
  | 'no-date'
  | 'header-name'
  | 'not-text'
  | 'too-long'
  | 'too-many-headers'
  | 'form'
  | 'no-body'
  | 'cut-body'
  | 'not-base64'
  | 'cookies-without-header'
  | 'web-socket'
  | 'broken-off'
  | 'session'

/** One kind of loss: how often, and the first entry that it befell, counted from 1 as they stand in the file. */
export interface HarNote {
  readonly what: HarSkip | HarLoss
  readonly count: number
  readonly first: number
}

/** Takes down what reading one entry loses. */
export type Note = (what: HarSkip | HarLoss, count?: number) => void

/** Collects what is lost while a file is read. */
export const createNotes = () => {
  const notes = new Map<HarSkip | HarLoss, HarNote>()
  const noteFor =
    (entry: number): Note =>
    (what, count = 1) => {
      const known = notes.get(what)
      notes.set(what, { what, count: (known?.count ?? 0) + count, first: known?.first ?? entry })
    }
  return { noteFor, all: (): readonly HarNote[] => [...notes.values()] }
}
