import type { PublicSettings } from '../../shared/stream/settings.ts'
import { useCall } from './use-call.ts'
import { useOptimisticValue } from './use-optimistic-value.ts'

type Switch = 'USE_SESSION_STORE' | 'USE_EXERCISE'

/** A setting that is on or off, and the one way to change it; what was asked for shows at once. */
export const useSetting = (
  key: Switch,
  settings: PublicSettings,
): readonly [isOn: boolean, change: (isOn: boolean) => Promise<void>] => {
  const call = useCall()
  const [isOn, askFor] = useOptimisticValue(settings[key], settings)
  return [isOn, (value) => askFor(value, () => call('settings.change', { key, value }))]
}
