/** What was found of a date so far; each part counts once, the first time. */
interface Found {
  day: number | undefined
  month: number | undefined
  year: number | undefined
  time: readonly [hour: number, minute: number, second: number] | undefined
}

// RFC 6265bis §5.1.1, as Chromium has it: of the visible characters all but letters, digits and the colon.
const delimiters = /[\t !"#$%&'()*+,\-./;<=>?@[\\\]^_`{|}~]+/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const numberAtMost = 2_147_483_647

/**
 * The moment that an `Expires` attribute names, in milliseconds since 1970; undefined where it names none. It is always
 * UTC, whatever zone stands there.
 *
 * RFC 6265bis §5.1.1 with Chromium's readings, which are stricter with what follows a number (`1st` is no day) and looser
 * with years (any of up to five digits; below 1601 is long over).
 */
export const readCookieDate = (text: string): number | undefined => {
  const found: Found = { day: undefined, month: undefined, year: undefined, time: undefined }
  for (const token of text.split(delimiters)) take(found, token)
  const { day, month, year, time } = found
  if (day === undefined || month === undefined || year === undefined || time === undefined) return undefined
  return momentOf(fullYear(year), month, day, time)
}

const take = (found: Found, token: string): void => {
  if (!/^\d/.test(token)) found.month ??= monthOf(token)
  else if (token.includes(':')) found.time ??= timeOf(token)
  else if (found.day === undefined && token.length <= 2) found.day = numberOf(token)
  else if (found.year === undefined && token.length <= 5) found.year = numberOf(token)
}

const monthOf = (token: string): number | undefined => {
  const month = months.indexOf(token.slice(0, 3).toLowerCase())
  return month < 0 ? undefined : month
}

const timeOf = (token: string): Found['time'] => {
  const [hour, minute, second, ...more] = token.split(':').map(numberOf)
  if (hour === undefined || minute === undefined || second === undefined || more.length > 0) return undefined
  return [hour, minute, second]
}

const numberOf = (text: string): number | undefined =>
  /^\d+$/.test(text) && Number(text) <= numberAtMost ? Number(text) : undefined

const fullYear = (year: number): number => {
  if (year <= 69) return 2000 + year
  return year <= 99 ? 1900 + year : year
}

const momentOf = (
  year: number,
  month: number,
  day: number,
  [hour, minute, second]: NonNullable<Found['time']>,
): number | undefined => {
  if (day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined
  const moment = new Date(Date.UTC(year, month, day, hour, minute, second))
  // 30 February would be a day of March.
  return moment.getUTCDate() === day ? moment.getTime() : undefined
}
