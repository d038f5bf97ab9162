import { setImmediate } from 'node:timers/promises'

// What takes longest to read.
const parts = [
  () => import('../servers/kv/key-value-service.ts'),
  () => import('../servers/counter/session-source.ts'),
  () => import('../servers/kv/storage.ts'),
  () => import('../servers/counter/counter-service.ts'),
] as const

/** Reads the servers bit by bit: between two, this process hands the panel what it asks for while it loads. */
export const readServers = async (): Promise<void> => {
  for (const read of parts) {
    await read()
    await setImmediate()
  }
}
