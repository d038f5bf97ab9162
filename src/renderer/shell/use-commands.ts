import { useMemo } from 'react'
import type { Command } from '../client/command.ts'
import type { LiveValue } from '../client/store/live-value.ts'
import { useServices } from '../client/use-services.ts'
import { createCommands } from './commands.ts'
import { useFeatures } from './features-context.ts'

/** All that the panel can be told to do, by name. */
export const useCommands = (): LiveValue<readonly Command[]> => {
  const features = useFeatures()
  const services = useServices()
  return useMemo(() => createCommands(features, services), [features, services])
}
