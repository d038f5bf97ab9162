/** A seed that can be asked for again: `SESSIONSCOPE_SEED`, or one of this moment. */
export const newSeed = (): number => Number(process.env['SESSIONSCOPE_SEED'] ?? Date.now() % 1_000_000)

/** The items in an order that a seed decides (Fisher–Yates; mulberry32). */
export const inSeededOrder = <T>(items: readonly T[], seed: number): T[] => {
  const random = mulberry32(seed)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1))
    const [one, other] = [order[last], order[chosen]]
    if (one !== undefined && other !== undefined) [order[last], order[chosen]] = [other, one]
  }
  return order
}

const mulberry32 = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
