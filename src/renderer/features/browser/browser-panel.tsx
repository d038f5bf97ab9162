import { CodeXml, Eraser, RotateCw } from 'lucide-react'
import type { LabFacts } from '../../../shared/stream/lab-state.ts'
import { pagesFold } from '../../../shared/folds/pages.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { useCall } from '../../client/use-call.ts'
import { useStage } from '../../client/use-stage.ts'
import { commonTexts } from '../../texts/common-texts.ts'
import { useView } from '../../client/use-view.ts'
import { browserTexts } from './browser-texts.ts'
import { AddressBar } from './address-bar.tsx'
import { JarStrip } from './jar-strip.tsx'
import { PageArea } from './page-area.tsx'
import './browser-panel.css'

/** One browser: its controls, its page, and the cookies that it holds. */
export const BrowserPanel = ({
  browser,
  browsers,
}: {
  readonly browser: BrowserId
  readonly browsers: LabFacts['browsers']
}) => {
  const call = useCall()
  const page = useView(pagesFold)[browser]
  const { stage } = useStage()
  const name = participantLabel(browser)
  const reload = () =>
    void (page.url === '' ? call('browser.open', { browser, address: '/' }) : call('browser.reload', { browser }))
  return (
    <section
      className="card browser"
      data-participant={browser}
      data-is-stand-in={stage !== undefined}
      aria-label={name}
    >
      <div className="browser-bar">
        <h2 className="browser-name">{name}</h2>
        {stage === undefined ? null : <span className="tag stand-in-tag">{commonTexts.standIn}</span>}
        <IconButton icon={RotateCw} name={browserTexts.reload} onPress={reload} />
        <AddressBar url={page.url} onOpen={(address) => void call('browser.open', { browser, address })} />
        <IconButton
          icon={Eraser}
          name={browserTexts.clearCookies}
          onPress={() => void call('browser.clearCookies', { browser })}
        />
        {browsers === 'native' ? (
          <IconButton
            icon={CodeXml}
            name={browserTexts.developerTools}
            onPress={() => void call('browser.openDeveloperTools', { browser })}
          />
        ) : null}
      </div>
      <PageArea browser={browser} browsers={browsers} page={page} />
      <JarStrip browser={browser} />
    </section>
  )
}
