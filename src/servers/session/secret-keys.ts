import { randomBytes } from 'node:crypto'
import type { Settings } from '../../shared/stream/settings.ts'
import type { SecretKeys } from './signer.ts'

/** A random key as a counter makes one up at its start. */
export const newRandomKey = (): string => randomBytes(32).toString('hex')

/**
 * The keys that the settings name, now; the same object until they change. Where the settings name none, `random` does: as a rule
 * a key that lasts as long as the process, so that after a restart no cookie of before is accepted, as in the original.
 */
export const createSecretKeys = (settings: () => Settings, random = lasting(newRandomKey())): (() => SecretKeys) => {
  let keys: SecretKeys | undefined
  return () => {
    const { SECRET_KEY, SECRET_KEY_FALLBACKS: fallbacks } = settings()
    const current = SECRET_KEY ?? random()
    if (keys?.current !== current || keys.fallbacks !== fallbacks) keys = { current, fallbacks }
    return keys
  }
}

const lasting = (key: string) => (): string => key
