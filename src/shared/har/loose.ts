// Values out of a file that anybody may have written. What is not what it should be costs itself, never its neighbours.

/** An own member of an object; undefined of anything else. `__proto__` and `constructor` are names like any other. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

/** The items of a list; none of anything else. */
export const itemsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : []

/**
 * A value as text: a string as it is, a number or `true` as it is written, anything else as JSON; nothing for
 * nothing.
 */
export const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

/** A finite number, also where it is written as text; undefined of anything else. */
export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\s*[-+]?\d/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
