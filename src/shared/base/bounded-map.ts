/** Sets a key of a map as its newest; where the map then has more than `atMost`, its oldest is forgotten. */
export const setNewest = <K, V>(map: Map<K, V>, key: K, value: V, atMost: number): void => {
  map.delete(key)
  map.set(key, value)
  if (map.size <= atMost) return
  const oldest = map.keys().next()
  if (oldest.done !== true) map.delete(oldest.value)
}
