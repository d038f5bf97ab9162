import { labFold } from '../../shared/folds/lab.ts'
import type { ServerId } from '../../shared/stream/participant.ts'
import { useView } from './use-view.ts'

/** Where a server listens, without a slash at its end; a made-up address while it does not. */
export const useServerUrl = (server: ServerId): string => {
  const lab = useView(labFold)
  const state = lab.state === 'known' ? lab.servers[server] : undefined
  return state?.state === 'listening' ? state.url.replace(/\/$/, '') : `http://${server}`
}
