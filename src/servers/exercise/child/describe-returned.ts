import type { Settled } from '../messages.ts'

const jsonAtMost = 1_000_000

/** Tells what a method returned: as JSON text, or what it is where JSON cannot say it. */
export const describeReturned = (value: unknown): Pick<Extract<Settled, { state: 'returned' }>, 'json' | 'unlike'> => {
  if (value === undefined) return {}
  if (isAnswer(value)) return { unlike: 'the whole answer of axios' }
  if (typeof value === 'object' && value !== null && value instanceof Response)
    return { unlike: 'the whole answer of fetch' }
  if (isUnspeakable(value)) return { unlike: `a ${typeof value}` }
  try {
    const json = JSON.stringify(value)
    return json.length > jsonAtMost ? { unlike: `${String(json.length)} characters of JSON` } : { json }
  } catch {
    return { unlike: 'an object that JSON cannot say' }
  }
}

const isUnspeakable = (value: unknown): boolean =>
  ['function', 'symbol', 'bigint'].includes(typeof value) || (typeof value === 'number' && !Number.isFinite(value))

const isAnswer = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['status', 'headers', 'config', 'data'].every((member) => member in value)
