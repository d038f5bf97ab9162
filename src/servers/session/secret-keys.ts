import { randomBytes } from 'node:crypto'
import type { Settings } from '../../shared/settings.ts'
import { onceFor } from './once-for.ts'
import type { SecretKeys } from './signer.ts'

/**
 * The keys that the settings name, now. Where they name none, a random one that lasts as long as the process: after a
 * restart no cookie of before is accepted, as in the original. The same object until the settings change.
 */
export const createSecretKeys = (settings: () => Settings, random = randomBytes(32).toString('hex')): (() => SecretKeys) => {
  return onceFor(settings, ({ SECRET_KEY, SECRET_KEY_FALLBACKS }) => ({ current: SECRET_KEY ?? random, fallbacks: SECRET_KEY_FALLBACKS }))
}
