import { useCallback, useSyncExternalStore } from 'react'
import { jarsFold } from '../../../shared/folds/jars.ts'
import { headersToSend, type ComposedRequest } from '../../../shared/request/composed-request.ts'
import type { HeaderList } from '../../../shared/stream/header-list.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { NodeId } from '../../../shared/stream/participant.ts'
import { composeDraft, draftOf, serverOf } from '../../../shared/request/draft.ts'
import { isSendable, problemsOf, type DraftProblems } from '../../../shared/request/draft-problems.ts'
import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import type { ConsoleState, ConsoleStore } from './console.ts'
import { texts } from '../../texts/texts.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { useServerUrl } from '../../client/use-server-url.ts'
import { useServices } from '../../client/use-services.ts'
import { useView } from '../../client/use-view.ts'

/** The Console's state, and what changes it. */
export const useConsole = (): readonly [ConsoleState, ConsoleStore] => {
  const { console } = useServices()
  return [useSyncExternalStore(console.subscribe, console.current), console]
}

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

/** The request that the draft stands for, with the cookies and servers of this moment. */
export const useComposition = (): Composition => {
  const { lab: link } = useServices()
  const [{ draft, sending }, console] = useConsole()
  const jars = useView(jarsFold)
  const server = serverOf(draft, useNodes())
  const url = useServerUrl(server)
  const { hostname, host } = new URL(url)
  const request = composeDraft({ ...draft, server }, { hostname, jars })
  const problems = problemsOf(draft, request)
  const canSend = isSendable(problems) && sending.state !== 'under-way'
  const send = (): void => {
    if (!canSend) return
    console.send({ state: 'under-way' })
    void link.call('request.send', request).then((result) => {
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

/** Fills the Console from an exchange and shows it; says of one that went to another host that it does not send there. */
export const useOpenInConsole = (): ((record: ExchangeRecord) => void) => {
  const { console, imports, notices } = useServices()
  const [, change] = usePreferences()
  return useCallback(
    (record) => {
      const filled = draftOf(record)
      if (filled === undefined) {
        notices.add('console.fill', texts.console.foreign(participantLabel(record.to, record.nodes)))
        return
      }
      notices.settle('console.fill')
      const { draft, ...origin } = filled
      const file = imports.current()?.name
      console.fill(draft, { ...origin, exchange: record.id, ...(file === undefined ? {} : { file }) })
      change({ tab: 'console' })
    },
    [console, imports, notices, change],
  )
}
