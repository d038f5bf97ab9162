import { dateTime } from '../../texts/wording.ts'

/** Texts of recordings. */
export const recordingTexts = {
  save: 'Save recording',
  open: 'Open recording',
  close: 'Close the recording: back to the lab',
  back: 'Back to the lab',
  notice: (name: string, savedAt: number, product: string) =>
    `Recording ${name}: by what the file says, Sessionscope ${product} saved it on ${dateTime(savedAt)}. Nothing here happens now, and nothing can be changed.`,
  unsaved: (problem: string) => `The recording could not be saved: ${problem}`,
  nothing: 'Nothing has been observed yet.',
  tooLarge: (name: string, bytes: number) => `${name} is too large: more than ${bytes / 1_000_000} MB.`,
  unreadable: (problem: string) => `The file could not be read: ${problem}`,
} as const
