import { present } from '../../../shared/base/present.ts'
import { draftOf, emptyDraft } from '../../../shared/request/draft.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { DraftSource } from '../../client/reveal-target.ts'
import { stateOf, type Services } from '../../client/services.ts'
import { consoleState } from './console.ts'
import { consoleTexts } from './console-texts.ts'

/** Begins another request; says of an exchange with another host that the Console does not send there, and leaves all as it is. */
export const fillConsole = (source: DraftSource, services: Services): boolean => {
  const { notices } = services
  const console = stateOf(services, consoleState)
  if (source === 'empty') {
    console.fill(emptyDraft)
    return true
  }
  const { record, file } = source
  const filled = draftOf(record)
  if (filled === undefined) {
    notices.add('console.fill', consoleTexts.foreign(participantLabel(record.to, record.nodes)))
    return false
  }
  notices.settle('console.fill')
  const { draft, ...origin } = filled
  console.fill(draft, { ...origin, exchange: record.id, ...present({ file }) })
  return true
}
