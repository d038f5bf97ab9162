import { useEffect, useRef } from 'react'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { useCall } from '../../client/use-call.ts'
import { browserTexts } from './browser-texts.ts'
import { takeOverPage } from './take-over-page.ts'

interface SimulatedPageProps {
  readonly browser: BrowserId
  readonly url: string
  readonly html: string | undefined
}

/** A page of a simulated browser: drawn here without scripts; its links and forms are carried out by the lab. */
export const SimulatedPage = ({ browser, url, html }: SimulatedPageProps) => {
  const call = useCall()
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    return takeOverPage(element, {
      onOpen: (link) => void call('browser.open', { browser, address: addressOf(link, url) }),
      onSubmit: (form) => void call('browser.submit', { browser, form }),
    })
  }, [browser, call, url, html])
  if (html === undefined) return null
  return (
    <iframe
      ref={frame}
      className="simulated-page"
      title={browserTexts.page(participantLabel(browser))}
      sandbox="allow-same-origin allow-forms"
      srcDoc={html}
    />
  )
}

// A framed page takes its base from the panel, so its links are resolved against where it really came from.
const addressOf = (link: string, base: string): string => (URL.canParse(link, base) ? new URL(link, base).href : link)
