import { dateFrom } from '../../../shared/base/date-from.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as an input of type `datetime-local` wants it: local time to the second (HTML Standard, §2.3.5.5). Empty for none. */
export const localTime = (moment: number): string => {
  const at = dateFrom(moment)
  if (at === undefined) return ''
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
