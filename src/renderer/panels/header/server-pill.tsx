import type { ServerState } from '../../../shared/observation.ts'
import type { ServerId } from '../../../shared/participant.ts'
import { texts } from '../../texts.ts'

/** One server: whether it listens, and where. */
export const ServerPill = ({ server, state }: { readonly server: ServerId; readonly state: ServerState }) => (
  <span className="server-pill" data-state={state.state}>
    <span className="server-pill-dot" aria-hidden />
    <span>
      {texts.servers[server]} <span className="visually-hidden">{texts.servers[state.state]}</span>
    </span>
    <span className="server-pill-place">{state.state === 'listening' ? hostOf(state.url) : texts.servers.stopped}</span>
  </span>
)

const hostOf = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')
