import { Group, Panel } from 'react-resizable-panels'
import type { LabFacts } from '../shared/observation.ts'
import { ResizeHandle } from './components/resize-handle.tsx'
import { useLayout } from './hooks/use-layout.ts'
import { BrowserPanel } from './panels/browser/browser-panel.tsx'
import { Inspector } from './panels/inspector/inspector.tsx'
import { texts } from './texts.ts'

/** The two browsers above, what passes between them and the servers below. */
export const Workbench = ({ browsers }: { readonly browsers: LabFacts['browsers'] }) => {
  const rows = useLayout('workbench')
  const columns = useLayout('browsers')
  return (
    <main className="workbench">
      <Group orientation="vertical" {...rows}>
        <Panel id="browsers" defaultSize="316px" minSize="170px" groupResizeBehavior="preserve-pixel-size">
          <Group {...columns}>
            <Panel id="browser-a" minSize="300px">
              <BrowserPanel browser="browser-a" browsers={browsers} />
            </Panel>
            <ResizeHandle name={texts.resizeBrowsers} isWide />
            <Panel id="browser-b" minSize="300px">
              <BrowserPanel browser="browser-b" browsers={browsers} />
            </Panel>
          </Group>
        </Panel>
        <ResizeHandle name={texts.resizeInspector} isWide />
        <Panel id="inspector" minSize="180px">
          <Inspector />
        </Panel>
      </Group>
    </main>
  )
}
