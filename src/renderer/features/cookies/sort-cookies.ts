import type { JarCookie } from '../../../shared/stream/lab-state.ts'

/** The columns that cookies can be sorted by. */
export const sortColumns = ['name', 'value', 'domain', 'path', 'expires'] as const
export type SortColumn = (typeof sortColumns)[number]

/** In which order cookies are shown. */
export interface CookieOrder {
  readonly column: SortColumn
  readonly isDescending: boolean
}

/** The order after a press on a column: by that, or, if it is that already, the other way round. */
export const orderAfter = (order: CookieOrder | undefined, column: SortColumn): CookieOrder => ({
  column,
  isDescending: order?.column === column && !order.isDescending,
})

/** Cookies in an order; as the jar has them without one. Those that end with the browser end after all others. */
export const inOrderOf = (cookies: readonly JarCookie[], order: CookieOrder | undefined): readonly JarCookie[] => {
  if (order === undefined) return cookies
  const { column, isDescending } = order
  return [...cookies].sort((one, other) => compare(one, other, column) * (isDescending ? -1 : 1))
}

const compare = (one: JarCookie, other: JarCookie, column: SortColumn): number => {
  if (column !== 'expires') return collator.compare(one[column], other[column])
  const [first, second] = [one.expires ?? Infinity, other.expires ?? Infinity]
  return first === second ? 0 : first - second
}

const collator = new Intl.Collator('en', { numeric: true })
