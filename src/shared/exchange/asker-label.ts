import type { ExchangeRecord } from '../folds/exchanges.ts'
import type { LessonId } from '../stream/judged.ts'
import { participantLabel, type NodeName } from '../stream/node.ts'
import { isBrowserId, type BrowserId, type Participant } from '../stream/participant.ts'

const standInLabels: Readonly<Record<BrowserId, string>> = { 'browser-a': 'stand-in A', 'browser-b': 'stand-in B' }

/** The name of one end of an exchange. An experiment's fresh browser is not called by that of the one that it stands in for. */
export const actorLabel = (
  participant: Participant,
  nodes: readonly NodeName[],
  standIn: LessonId | undefined,
): string =>
  standIn !== undefined && isBrowserId(participant) ? standInLabels[participant] : participantLabel(participant, nodes)

/** Who asked, by name. */
export const askerLabel = ({ from, nodes, standIn }: Pick<ExchangeRecord, 'from' | 'nodes' | 'standIn'>): string =>
  actorLabel(from, nodes, standIn)
