import { participantLabel, type Participant } from '../../shared/stream/participant.ts'
import './who.css'

/** A participant by name, with the square in its colour that marks it everywhere. */
export const Who = ({ participant }: { readonly participant: Participant }) => (
  <span className="who" data-participant={participantColour(participant)}>
    {participantLabel(participant)}
  </span>
)

/** What `data-participant` says, by which the tokens choose the colour. */
export const participantColour = (participant: Participant): string =>
  /^(client|host):/.exec(participant)?.[1] ?? participant
