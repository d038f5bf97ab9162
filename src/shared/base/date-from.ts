/**
 * The moment that a number of milliseconds since 1970 stands for; undefined where it stands for none: `Date` ends in the years
 * ±271,821 (ECMAScript, "Time Range"), and nearly all that is done with one beyond throws. For every number from outside.
 */
export const dateFrom = (milliseconds: number): Date | undefined => {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? undefined : date
}
