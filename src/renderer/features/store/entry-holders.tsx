import { Button } from 'react-aria-components'
import { actorLabel } from '../../../shared/exchange/asker-label.ts'
import type { NamedSession, SessionClient } from '../../../shared/folds/holders.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { LessonId } from '../../../shared/stream/judged.ts'
import type { NodeName } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { useServices } from '../../client/use-services.ts'
import { Who } from '../../widgets/who.tsx'
import { storeTexts } from './store-texts.ts'

const texts = storeTexts.held
const noNodes: readonly NodeName[] = []

/** What is known of who holds an entry. */
export interface EntryHoldersProps {
  /** Undefined where the application never named it as one. */
  readonly session: NamedSession | undefined
  readonly browsers: readonly BrowserId[]
  /** The experiment whose stand-ins the browsers are, if they are such. */
  readonly stage: LessonId | undefined
  /** Whether the jars are known now. */
  readonly areJarsKnown: boolean
}

/** Who holds an entry: each jar with its id, and each client that was seen to bring it. */
export const EntryHolders = ({ session, browsers, stage, areJarsKnown }: EntryHoldersProps) => (
  <div className="holders">
    {browsers.map((browser) => (
      <Who key={browser} participant={browser} nodes={noNodes} standIn={stage} />
    ))}
    {browsers.length === 0 && session !== undefined ? (
      <NoJar session={session} stage={stage} areJarsKnown={areJarsKnown} />
    ) : null}
    {session?.clients.map((client) => (
      <ClientNote key={client.client} client={client} />
    ))}
  </div>
)

interface NoJarProps {
  readonly session: NamedSession
  readonly stage: LessonId | undefined
  readonly areJarsKnown: boolean
}

// What an empty jar means depends on all the others who may have it.
const NoJar = ({ session: { underWay, clients, hasBegunHere }, stage, areJarsKnown }: NoJarProps) => {
  const nodes = useNodes()
  if (!areJarsKnown) return <span className="mute">{texts.jarsUnknown}</span>
  if (underWay !== undefined)
    return (
      <span className="mute">
        {texts.underWay(actorLabel(underWay.to, nodes, stage))} <ExchangeLink exchange={underWay.exchange} />
      </span>
    )
  if (stage !== undefined) return <span className="mute">{texts.noStandIn}</span>
  if (clients.some(({ how }) => how === 'brought')) return null
  return <span className="orphan">{hasBegunHere && clients.length === 0 ? texts.nobody : texts.nobodySeen}</span>
}

const ClientNote = ({ client: { client, how, exchange } }: { readonly client: SessionClient }) => (
  <span className="holders-client">
    {how === 'brought' ? texts.broughtBy : texts.givenTo} <Who participant={client} nodes={useNodes()} />
    <span className="mute" title={texts.jarUnseen}>
      {how === 'brought' ? texts.lastIn : texts.in} <ExchangeLink exchange={exchange} />
    </span>
  </span>
)

const ExchangeLink = ({ exchange }: { readonly exchange: ExchangeId }) => {
  const { reveal } = useServices()
  return (
    <Button
      className="link"
      aria-label={texts.exchange(exchange)}
      onPress={() => {
        reveal({ exchange })
      }}
    >
      #{exchange}
    </Button>
  )
}
