import { labFold, type LabView } from '../../shared/folds/lab.ts'
import type { ServerId } from '../../shared/stream/participant.ts'
import { useView } from './use-view.ts'

/** Where a server listens, without a slash at its end; a made-up address while it does not. */
export const serverUrl = (lab: LabView, server: ServerId): string => {
  const state = lab.state === 'known' ? lab.servers[server] : undefined
  return state?.state === 'listening' ? state.url.replace(/\/$/, '') : `http://${server}`
}

/** {@link serverUrl}, now and whenever it changes. */
export const useServerUrl = (server: ServerId): string => serverUrl(useView(labFold), server)
