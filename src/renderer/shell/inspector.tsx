import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { present } from '../../shared/base/present.ts'
import { useLive } from '../client/use-live.ts'
import { useServices } from '../client/use-services.ts'
import { FollowedBar } from './followed-bar.tsx'
import { useFeatures } from './features-context.ts'
import { shellTexts } from './shell-texts.ts'
import { TabContent } from './tab-content.tsx'
import './inspector.css'

/** The lower card: one tab a way of looking at what passes. */
export const Inspector = () => {
  const { tabs } = useFeatures()
  const { openTab } = useServices()
  const wanted = useLive(openTab)
  const open = tabs.some(({ id }) => id === wanted) ? wanted : tabs[0]?.id
  return (
    <Tabs
      className="card inspector"
      {...present({ selectedKey: open })}
      onSelectionChange={(key) => {
        openTab.change(String(key))
      }}
    >
      <TabList className="inspector-tabs" aria-label={shellTexts.inspector}>
        {tabs.map(({ id, title, Badge }) => (
          <Tab key={id} id={id} className="inspector-tab">
            {title}
            {Badge === undefined ? null : <Badge />}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, Announcement }) => (Announcement === undefined ? null : <Announcement key={id} />))}
      <FollowedBar />
      {tabs.map((feature) => (
        <TabPanel key={feature.id} id={feature.id} className="inspector-panel">
          <TabContent feature={feature} />
        </TabPanel>
      ))}
    </Tabs>
  )
}
