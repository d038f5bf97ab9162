import type { ComponentType } from 'react'
import type { TabId } from '../../preferences.ts'
import { CodePanel } from '../code/code-panel.tsx'
import { ConsolePanel } from '../console/console-panel.tsx'
import { CookiesPanel } from '../cookies/cookies-panel.tsx'
import { SequencePanel } from '../sequence/sequence-panel.tsx'
import { StorePanel } from '../store/store-panel.tsx'
import { TimelinePanel } from '../timeline/timeline-panel.tsx'

/** The tabs in their order. */
export const inspectorTabs: readonly { readonly id: TabId; readonly panel: ComponentType }[] = [
  { id: 'timeline', panel: TimelinePanel },
  { id: 'sequence', panel: SequencePanel },
  { id: 'cookies', panel: CookiesPanel },
  { id: 'store', panel: StorePanel },
  { id: 'console', panel: ConsolePanel },
  { id: 'code', panel: CodePanel },
]
