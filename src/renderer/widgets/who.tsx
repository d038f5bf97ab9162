import { isOneOf, participantLabel, roleOf, type NodeName } from '../../shared/stream/node.ts'
import type { Participant } from '../../shared/stream/participant.ts'
import './who.css'

interface WhoProps {
  readonly participant: Participant
  readonly nodes: readonly NodeName[]
}

/** A participant by name, with the square in its colour that marks it everywhere. */
export const Who = ({ participant, nodes }: WhoProps) => (
  <span className="who" data-participant={participantColour(participant, nodes)}>
    {participantLabel(participant, nodes)}
  </span>
)

/** What `data-participant` says, by which the tokens choose the colour: of a node its role. */
export const participantColour = (participant: Participant, nodes: readonly NodeName[]): string =>
  isOneOf(nodes, participant) ? roleOf(nodes, participant) : (/^(client|host):/.exec(participant)?.[1] ?? participant)
