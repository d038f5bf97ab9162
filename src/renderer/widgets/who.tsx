import { actorLabel } from '../../shared/exchange/asker-label.ts'
import type { LessonId } from '../../shared/stream/judged.ts'
import { isOneOf, roleOf, type NodeName } from '../../shared/stream/node.ts'
import type { Participant } from '../../shared/stream/participant.ts'
import './who.css'

interface WhoProps {
  readonly participant: Participant
  readonly nodes: readonly NodeName[]
  /** The experiment for which a stand-in is in the place of this browser. */
  readonly standIn?: LessonId | undefined
}

/** A participant by name, with the square in its colour that marks it everywhere. */
export const Who = ({ participant, nodes, standIn }: WhoProps) => (
  <span className="who" data-participant={participantColour(participant, nodes)}>
    {actorLabel(participant, nodes, standIn)}
  </span>
)

/** What `data-participant` says, by which the tokens choose the colour: of a node its role. */
export const participantColour = (participant: Participant, nodes: readonly NodeName[]): string =>
  isOneOf(nodes, participant) ? roleOf(nodes, participant) : (/^(client|host):/.exec(participant)?.[1] ?? participant)
