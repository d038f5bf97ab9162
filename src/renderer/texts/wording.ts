import { dateFrom } from '../../shared/base/date-from.ts'

// How numbers, moments and long values are written everywhere in the panel.

/** A number of things. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** An id or a long value cut to what is recognised at a glance. */
export const short = (text: string, length = 8): string =>
  text.length > length + 4 ? `${text.slice(0, length)}…` : text

/** A target with its ids cut, as the table shows it. */
export const shortTarget = (target: string): string =>
  target.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, (id) => short(id))

// Moments come from cookies and files too, so that they can be anything.
const momentWriter = (options: Intl.DateTimeFormatOptions) => {
  const writer = new Intl.DateTimeFormat('en-GB', options)
  return {
    format: (moment: number): string => {
      const at = dateFrom(moment)
      return at === undefined ? 'beyond the calendar' : writer.format(at)
    },
  }
}

/** A day. */
export const date = momentWriter({ day: 'numeric', month: 'short', year: 'numeric' })
/** A time of day. */
export const time = momentWriter({ timeStyle: 'medium' })

/** How long ago something was, in milliseconds. */
export const ago = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 2) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  return `${Math.floor(seconds / 3600)} h ago`
}

/** How far ahead something is, in milliseconds. */
export const ahead = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 60) return `in ${seconds} s`
  if (seconds < 3600) return `in ${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `in ${Math.floor(seconds / 3600)} h`
  return `in ${plural(Math.floor(seconds / 86_400), 'day')}`
}

/** A duration in milliseconds, as short as a table has it. */
export const milliseconds = (duration: number): string =>
  duration > 0 && duration < 1 ? '<1 ms' : `${Math.round(duration)} ms`

/** A day and a time of day. */
export const dateTime = (moment: number): string => `${date.format(moment)} ${time.format(moment)}`
