import { useEffect, useState } from 'react'
import { messageOf } from '../../shared/base/result.ts'
import type { TabFeature } from '../client/feature.ts'
import { useServices } from '../client/use-services.ts'
import { shellTexts } from './shell-texts.ts'
import { loadedTab, loadTab } from './tab-loader.ts'

/** The panel of a tab, as soon as it is there. (`Suspense` would hold it back for a moment, lest it flickers.) */
export const TabContent = ({ feature }: { readonly feature: TabFeature }) => {
  const { notices } = useServices()
  const [Panel, setPanel] = useState(() => loadedTab(feature))
  useEffect(() => {
    let isWanted = true
    loadTab(feature).then(
      (panel) => {
        if (isWanted) setPanel(() => panel)
      },
      (thrown: unknown) => {
        notices.add('tab.load', shellTexts.notLoaded(feature.title, messageOf(thrown)))
      },
    )
    return () => {
      isWanted = false
    }
  }, [feature, notices])
  return Panel === undefined ? null : <Panel />
}
