import type { ServerState } from '../../../shared/stream/observation.ts'
import type { ServerId } from '../../../shared/stream/participant.ts'
import { controlsTexts } from './controls-texts.ts'

/** One server: whether it listens, and where. */
export const ServerPill = ({ server, state }: { readonly server: ServerId; readonly state: ServerState }) => (
  <span className="server-pill" data-state={state.state}>
    <span className="server-pill-dot" aria-hidden />
    <span>
      {controlsTexts.servers[server]} <span className="visually-hidden">{controlsTexts.servers[state.state]}</span>
    </span>
    <span className="server-pill-place">
      {state.state === 'listening' ? <Place url={state.url} /> : controlsTexts.servers.stopped}
    </span>
  </span>
)

// The host is the same for both, and left out where there is no room.
const Place = ({ url }: { readonly url: string }) => {
  const { hostname, port } = new URL(url)
  return (
    <>
      <span className="server-pill-host">{hostname}</span>:{port === '' ? '80' : port}
    </>
  )
}
