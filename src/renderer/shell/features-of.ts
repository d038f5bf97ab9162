import type { SubjectCapabilities } from '../../shared/stream/subject-name.ts'
import type { Feature, PanelFeatures } from '../client/feature.ts'

/** The features that a subject has a use for; what is another subject's own steps aside. */
export const featuresOf = ({ tabs, others }: PanelFeatures, capabilities: SubjectCapabilities): PanelFeatures => {
  const isOf = ({ needs }: Feature): boolean => needs === undefined || capabilities[needs]
  return { tabs: tabs.filter(isOf), others: others.filter(isOf) }
}
