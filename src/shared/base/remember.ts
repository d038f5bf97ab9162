/** Sets a key of a map as its newest; beyond the bound, the oldest is forgotten. */
export const remember = <K, V>(map: Map<K, V>, key: K, value: V, bound: number): void => {
  map.delete(key)
  map.set(key, value)
  if (map.size <= bound) return
  const oldest = map.keys().next()
  if (oldest.done !== true) map.delete(oldest.value)
}
