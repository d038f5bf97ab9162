import { jarsFold, type JarsView } from '../../../shared/folds/jars.ts'
import { labFold, type LabView } from '../../../shared/folds/lab.ts'
import { headersToSend, type ComposedRequest } from '../../../shared/request/composed-request.ts'
import { composeDraft, serverOf } from '../../../shared/request/draft.ts'
import { isSendable, problemsOf, type DraftProblems } from '../../../shared/request/draft-problems.ts'
import type { HeaderList } from '../../../shared/stream/header-list.ts'
import type { NodeId } from '../../../shared/stream/participant.ts'
import { labNodes } from '../../client/use-nodes.ts'
import { serverUrl } from '../../client/server-url.ts'
import { stateOf, type Services } from '../../client/services.ts'
import { consoleState, type ConsoleState } from './console.ts'

/** What the draft stands for now. */
export interface Composition {
  readonly request: ComposedRequest
  /** The header lines exactly as they would be sent. */
  readonly headers: HeaderList
  /** The node that it goes to. */
  readonly server: NodeId
  /** The server's URL, without a slash at its end. */
  readonly url: string
  readonly problems: DraftProblems
  /** Sends it; does nothing while something keeps it from being sent. */
  readonly send: () => void
  readonly canSend: boolean
}

interface Moment {
  readonly state: ConsoleState
  readonly jars: JarsView
  readonly lab: LabView
}

/** The request that a draft stands for, with the cookies and servers of a moment. */
export const compositionOf = ({ state, jars, lab }: Moment, services: Services): Composition => {
  const { draft, sending } = state
  const server = serverOf(draft, labNodes(lab))
  const url = serverUrl(lab, server)
  const { hostname, host } = new URL(url)
  const request = composeDraft({ ...draft, server }, { hostname, jars })
  const problems = problemsOf(draft, request)
  const canSend = isSendable(problems) && sending.state !== 'under-way'
  const console = stateOf(services, consoleState)
  const send = (): void => {
    if (!canSend) return
    console.send({ state: 'under-way' })
    void services.lab.call('request.send', request).then((result) => {
      console.send(
        result.ok
          ? { state: 'answered', request, answer: result.value }
          : { state: 'failed', request, problem: result.failure.message },
      )
      console.remember(draft, result.ok ? result.value.status : undefined)
    })
  }
  return { request, server, headers: headersToSend(request, host), url, problems, canSend, send }
}

/** That of this moment. */
export const compositionNow = (services: Services): Composition => {
  const { store } = services
  const state = stateOf(services, consoleState).current()
  return compositionOf({ state, jars: store.viewOf(jarsFold), lab: store.viewOf(labFold) }, services)
}
