import { Tab, TabList, TabPanel, Tabs, type Key } from 'react-aria-components'
import { entriesFold } from '../../shared/folds/entries.ts'
import { usePreferences } from '../client/use-preferences.ts'
import { useView } from '../client/use-view.ts'
import { tabs, type TabId } from '../client/preferences.ts'
import { shellTexts } from './shell-texts.ts'
import { StepStatus, StepTag } from '../features/sequence/step-tag.tsx'
import { inspectorTabs } from './inspector-tabs.tsx'
import './inspector.css'

/** The lower card: one tab a way of looking at what passes. */
export const Inspector = () => {
  const [{ tab }, change] = usePreferences()
  const entries = useView(entriesFold)
  const counts: Partial<Record<TabId, number>> = { store: entries.keys.length + entries.more }
  const open = (key: Key) => {
    const id = tabs.find((one) => one === key)
    if (id !== undefined) change({ tab: id })
  }
  return (
    <Tabs className="card inspector" selectedKey={tab} onSelectionChange={open}>
      <TabList className="inspector-tabs" aria-label={shellTexts.inspector}>
        {inspectorTabs.map(({ id }) => (
          <Tab key={id} id={id} className="inspector-tab">
            {shellTexts.tabs[id]}
            {id === 'sequence' ? <StepTag /> : null}
            {counts[id] === undefined || counts[id] === 0 ? null : (
              <span className="tag inspector-count" aria-hidden>
                {counts[id]}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      <StepStatus />
      {inspectorTabs.map(({ id, panel: Panel }) => (
        <TabPanel key={id} id={id} className="inspector-panel">
          <Panel />
        </TabPanel>
      ))}
    </Tabs>
  )
}
