import type { SessionKey, SessionLife } from '../../shared/story/session-life.ts'
import { sessionsFold, type SessionsView } from '../../shared/story/sessions.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { Participant } from '../../shared/stream/participant.ts'
import { useSelection } from './selection.ts'
import { useLive } from './use-live.ts'
import { useServices } from './use-services.ts'
import { useView } from './use-view.ts'

/** The session that is followed through all tabs. Whatever is of it carries `data-is-followed`, and the colour `--follow`. */
export interface Followed {
  readonly key: SessionKey | undefined
  /** What is known of it; undefined also once the log that told of it is cleared. */
  readonly life: SessionLife | undefined
  readonly isExchange: (exchange: ExchangeId) => boolean
  /** Whether a cookie of this value is of it; of two with the same bytes it is the one that this participant was given. */
  readonly isCookie: (value: string, participant?: Participant) => boolean
  /** Whether this is the id under which its data is stored. */
  readonly isEntry: (key: string) => boolean
}

/** The session that is followed, as far as it is known now. */
export const useFollowed = (): Followed => {
  const key = useLive(useServices().followed)
  // The exchanges of a file have numbers of their own.
  const { file } = useSelection()
  return followedIn(useView(sessionsFold), file === undefined ? key : undefined)
}

/** Follows a session, or none. */
export const useFollow = (): ((key: SessionKey | undefined) => void) => useServices().followed.change

const followedIn = (sessions: SessionsView, key: SessionKey | undefined): Followed => ({
  key,
  life: key === undefined ? undefined : sessions.byKey.get(key),
  isExchange: (exchange) => key !== undefined && sessions.ofExchange(exchange).includes(key),
  isCookie: (value, participant) => key !== undefined && sessions.ofCookie(value, participant) === key,
  isEntry: (id) => key === `id:${id}`,
})
