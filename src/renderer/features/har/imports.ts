import type { ImportedExchanges } from '../../../shared/har/read-har.ts'
import type { FeatureState } from '../../client/services.ts'
import { createLiveValue, type LiveValue } from '../../client/store/live-value.ts'

/** The file that the Timeline shows in place of the lab's own exchanges, if any. */
export interface Imports extends LiveValue<ImportedExchanges | undefined> {
  /** Shows a file's exchanges; undefined goes back to the lab's own. */
  readonly show: (imported: ImportedExchanges | undefined) => void
}

/** No file is shown at first. */
export const imports: FeatureState<Imports> = {
  create: () => {
    const { change, ...imported } = createLiveValue<ImportedExchanges | undefined>(undefined)
    return { ...imported, show: change }
  },
}
