import type { PanelFeatures, TabFeature } from '../client/feature.ts'
import type { TabId } from '../client/tabs.ts'
import { browserFeature } from './browser/browser.feature.ts'
import { codeFeature } from './code/code.feature.ts'
import { consoleFeature } from './console/console.feature.ts'
import { controlsFeature } from './controls/controls.feature.ts'
import { cookiesFeature } from './cookies/cookies.feature.ts'
import { courseFeature } from './course/course.feature.ts'
import { harFeature } from './har/har.feature.ts'
import { recordingFeature } from './recording/recording.feature.ts'
import { sequenceFeature } from './sequence/sequence.feature.ts'
import { storeFeature } from './store/store.feature.ts'
import { subjectFeature } from './subject/subject.feature.ts'
import { timelineFeature } from './timeline/timeline.feature.ts'

// Total over the tabs: one without a feature does not compile.
const tabs: { readonly [Id in TabId]: TabFeature<Id> } = {
  timeline: timelineFeature,
  sequence: sequenceFeature,
  cookies: cookiesFeature,
  store: storeFeature,
  console: consoleFeature,
  code: codeFeature,
}

/** All that the panel is made of. To add a tab: its folder, its id in `client/tabs.ts`, and a line here. */
export const features: PanelFeatures = {
  tabs: Object.values<TabFeature>(tabs).toSorted((one, other) => one.order - other.order),
  others: [browserFeature, subjectFeature, controlsFeature, harFeature, recordingFeature, courseFeature],
}
