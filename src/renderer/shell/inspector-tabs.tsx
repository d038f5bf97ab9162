import type { ComponentType } from 'react'
import type { TabId } from '../client/preferences.ts'
import { CodePanel } from '../features/code/code-panel.tsx'
import { ConsolePanel } from '../features/console/console-panel.tsx'
import { CookiesPanel } from '../features/cookies/cookies-panel.tsx'
import { SequencePanel } from '../features/sequence/sequence-panel.tsx'
import { StorePanel } from '../features/store/store-panel.tsx'
import { TimelinePanel } from '../features/timeline/timeline-panel.tsx'

/** The tabs in their order. */
export const inspectorTabs: readonly { readonly id: TabId; readonly panel: ComponentType }[] = [
  { id: 'timeline', panel: TimelinePanel },
  { id: 'sequence', panel: SequencePanel },
  { id: 'cookies', panel: CookiesPanel },
  { id: 'store', panel: StorePanel },
  { id: 'console', panel: ConsolePanel },
  { id: 'code', panel: CodePanel },
]
