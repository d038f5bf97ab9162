import { useDeferredValue } from 'react'
import { Group, Panel } from 'react-resizable-panels'
import type { LabFacts } from '../../shared/stream/lab-state.ts'
import { ResizeHandle } from '../kit/resize-handle.tsx'
import { useLayout } from '../client/use-layout.ts'
import { usePreferences } from '../client/use-preferences.ts'
import { courseTexts } from '../features/course/course-texts.ts'
import { BrowserPanel } from '../features/browser/browser-panel.tsx'
import { StageBand } from '../features/browser/stage-band.tsx'
import { Inspector } from './inspector.tsx'
import { courseFeature } from '../features/course/course.feature.ts'
import { useFeatures } from './features-context.ts'
import { CoursePanel } from '../features/course/course-panel.tsx'
import { shellTexts } from './shell-texts.ts'

type Browsers = { readonly browsers: LabFacts['browsers'] }

/** The desk with browsers and inspector, and the course beside it. */
export const Workbench = ({ browsers }: Browsers) => {
  const columns = useLayout('desk')
  const [{ isLabShown }] = usePreferences()
  // The desk is drawn first: the course beside it is as much again to lay out.
  const hasCourse = useFeatures().others.some(({ id }) => id === courseFeature.id)
  const isDeskDrawn = useDeferredValue(true, false)
  return (
    <main className="workbench">
      <Group {...columns}>
        <Panel id="desk" minSize="640px">
          <Desk browsers={browsers} />
        </Panel>
        {isLabShown && hasCourse ? (
          <>
            <ResizeHandle name={courseTexts.resize} />
            <Panel
              id="lab"
              defaultSize="358px"
              minSize="280px"
              maxSize="640px"
              groupResizeBehavior="preserve-pixel-size"
            >
              {isDeskDrawn && <CoursePanel />}
            </Panel>
          </>
        ) : null}
      </Group>
    </main>
  )
}

/** The two browsers above, what passes between them and the servers below. */
const Desk = ({ browsers }: Browsers) => {
  const rows = useLayout('workbench')
  const columns = useLayout('browsers')
  return (
    <div className="desk">
      <Group orientation="vertical" {...rows}>
        <Panel id="browsers" defaultSize="256px" minSize="170px" groupResizeBehavior="preserve-pixel-size">
          <div className="browsers">
            <StageBand />
            <Group {...columns}>
              <Panel id="browser-a" minSize="300px">
                <BrowserPanel browser="browser-a" browsers={browsers} />
              </Panel>
              <ResizeHandle name={shellTexts.resizeBrowsers} isWide />
              <Panel id="browser-b" minSize="300px">
                <BrowserPanel browser="browser-b" browsers={browsers} />
              </Panel>
            </Group>
          </div>
        </Panel>
        <ResizeHandle name={shellTexts.resizeInspector} isWide />
        <Panel id="inspector" minSize="180px">
          <Inspector />
        </Panel>
      </Group>
    </div>
  )
}
