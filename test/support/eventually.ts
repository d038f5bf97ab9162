import { vi } from 'vitest'

/** Waits for a fact, for as long as a busy machine may need. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, 20_000)
