const pageLength = 10

// Where each key leads in a list, from the place that one is at.
const moves: Readonly<Record<string, (current: number, length: number) => number>> = {
  ArrowDown: (current) => current + 1,
  ArrowUp: (current) => current - 1,
  PageDown: (current) => current + pageLength,
  PageUp: (current) => current - pageLength,
  Home: () => 0,
  End: (_current, length) => length - 1,
  Enter: (current) => current,
  ' ': (current) => current,
}

/** The place in a list that a key leads to: arrows, page keys, Home and End move, Enter and Space stay; undefined for any other. */
export const placeByKey = (key: string, current: number, length: number): number | undefined => {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined
  return move === undefined ? undefined : Math.min(length - 1, Math.max(0, move(current, length)))
}
