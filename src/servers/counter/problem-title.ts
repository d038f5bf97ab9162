import { STATUS_CODES } from 'node:http'

/** The heading of a page that says what went wrong: `404 Not Found`. */
export const problemTitle = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim()
