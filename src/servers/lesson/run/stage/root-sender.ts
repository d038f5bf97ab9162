import type { ExchangeId } from '../../../../shared/stream/changes.ts'
import type { ObservationOf } from '../../../../shared/stream/observation.ts'
import { isBrowserId, panelId, type Participant } from '../../../../shared/stream/participant.ts'
import { experimentParticipant } from '../../../observation/client-name.ts'
import type { ObservationLog } from '../../../observation/observation-log.ts'

/** Whether an exchange goes back to the lab's own browsers, panel or experiment, rather than to somebody who happens to use the servers, too. */
export const isCausedBy = (
  log: Pick<ObservationLog, 'read'>,
  since: number,
  exchange: ExchangeId | undefined,
): boolean => {
  const requests = new Map<ExchangeId, ObservationOf<'exchange.requested'>>()
  for (const observation of log.read(since, Number.MAX_SAFE_INTEGER)) {
    if (observation.kind === 'exchange.requested') requests.set(observation.exchange, observation)
  }
  let root = exchange === undefined ? undefined : requests.get(exchange)
  while (root?.parent !== undefined) root = requests.get(root.parent)
  return root !== undefined && isOurs(root.from)
}

const isOurs = (from: Participant): boolean =>
  isBrowserId(from) || from === panelId || from === experimentParticipant || from === 'client:Console'
