import type { HeaderList, ToPair } from '../../shared/header-list.ts'

type Pair = HeaderList[number]

/** Pairs that are remembered; beyond them all are forgotten, and what comes often is soon back. */
const rememberedAtMost = 2_000

/** Bytes of a value beyond which it is hardly ever sent again. */
const longValue = 256

/**
 * Gives header pairs that came before as the very same objects. Nearly all that a client sends with a request it sends with
 * the next one; a log of 100,000 exchanges would else hold, and the garbage collector visit, millions of equal strings.
 */
export const createSharedPairs = (): ToPair => {
  const byName = new Map<string, Map<string, Pair>>()
  let remembered = 0

  const remember = (name: string, pair: Pair): Pair => {
    if (remembered === rememberedAtMost) {
      byName.clear()
      remembered = 0
    }
    const values = byName.get(name) ?? new Map<string, Pair>()
    byName.set(name, values.set(pair[1], pair))
    remembered += 1
    return pair
  }

  return (name, value) => {
    if (value.length > longValue) return [name, value]
    return byName.get(name)?.get(value) ?? remember(name, [name, value])
  }
}
