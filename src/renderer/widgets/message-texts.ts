import { plural } from '../texts/wording.ts'

/** Texts of a message as it stood on the wire. */
export const messageTexts = {
  request: (host?: string) => (host === undefined ? 'Request' : `Request to ${host}`),
  answer: 'Answer',
  pending: 'No answer yet.',
  binary: (bytes: number) => `${plural(bytes, 'byte')} that are not text`,
  truncated: (bytes: number) => `… cut; ${plural(bytes, 'byte')} in all`,
} as const
