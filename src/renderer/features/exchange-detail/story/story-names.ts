import { actorLabel, askerLabel } from '../../../../shared/exchange/asker-label.ts'
import type { ExchangeRecord } from '../../../../shared/folds/exchanges.ts'
import type { LessonId } from '../../../../shared/stream/judged.ts'
import { participantLabel } from '../../../../shared/stream/node.ts'
import type { Participant } from '../../../../shared/stream/participant.ts'

/** The names that a story has for those who take part in its exchange. */
export interface StoryNames {
  /** Who asked. */
  readonly asker: string
  /** Who was asked. */
  readonly server: string
  readonly of: (participant: Participant, standIn: LessonId | undefined) => string
}

/** The names for an exchange; a browser that stood in for another one is called that. */
export const storyNamesOf = (record: ExchangeRecord): StoryNames => {
  const { to, nodes } = record
  return {
    asker: askerLabel(record),
    server: participantLabel(to, nodes),
    of: (participant, standIn) => actorLabel(participant, nodes, standIn),
  }
}
