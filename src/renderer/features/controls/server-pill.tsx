import type { LabNode } from '../../../shared/stream/node.ts'
import { controlsTexts } from './controls-texts.ts'

/** One server: whether it listens, and where. */
export const ServerPill = ({ node: { label, state, url } }: { readonly node: LabNode }) => (
  <span className="server-pill" data-state={state}>
    <span className="server-pill-dot" aria-hidden />
    <span>
      {state === 'listening' && isPlace(label, url) ? null : label}{' '}
      <span className="visually-hidden">{controlsTexts.servers[state]}</span>
    </span>
    <span className="server-pill-place">
      {state === 'listening' ? <Place url={url} /> : controlsTexts.servers.stopped}
    </span>
  </span>
)

// An application that is not the lab's own is called by its place.
const isPlace = (label: string, url: string): boolean => url === `http://${label}/`

// The host is the same for both, and left out where there is no room.
const Place = ({ url }: { readonly url: string }) => {
  const { hostname, port } = new URL(url)
  return (
    <>
      <span className="server-pill-host">{hostname}</span>:{port === '' ? '80' : port}
    </>
  )
}
