import type { ImportedExchanges } from '../../../shared/har/read-har.ts'
import { useFeatureState } from '../../client/use-feature-state.ts'
import { useLive } from '../../client/use-live.ts'
import { imports } from './imports.ts'

/** The file that is shown in place of the lab's own exchanges, if any. */
export const useImported = (): ImportedExchanges | undefined => useLive(useFeatureState(imports))
