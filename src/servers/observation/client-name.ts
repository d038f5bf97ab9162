import Bowser from 'bowser'
import { setNewest } from '../../shared/base/bounded-map.ts'
import { consoleUserAgent } from '../../shared/request/composed-request.ts'
import { browserIds, type BrowserId, type NodeId, type Participant } from '../../shared/stream/participant.ts'

/** What each browser of the lab adds to its User-Agent, so that its requests are known without being altered. */
export const browserToken = (browser: BrowserId): string => `Sessionscope-${browser}`

/** The User-Agent of requests that the panel's user makes by hand. */
export const panelUserAgent = 'sessionscope-panel'

/** The User-Agent of `sessionscope dump`. */
export const dumpUserAgent = 'sessionscope-dump'

/** The User-Agent of requests that an experiment sends by itself, as a script would. */
export const experimentUserAgent = 'sessionscope-experiment'
export const experimentParticipant: Participant = 'client:Experiment'

const knownAtMost = 500

/** Says who sent a request, as its User-Agent says (RFC 9110 §10.1.5): one of ours, one of these nodes, or a client by name and version. */
export const createSenderNames = (nodes: readonly { readonly id: NodeId }[]) => {
  const known = new Map<string, Participant>()
  const nodeOf = new Map(nodes.map(({ id }) => [nodeUserAgent(id), id]))
  return (userAgent: string | undefined): Participant => {
    if (userAgent === undefined || userAgent === '') return 'client:unnamed client'
    const before = known.get(userAgent)
    if (before !== undefined) return before
    const participant = ownSender(userAgent) ?? nodeOf.get(productOf(userAgent)) ?? client(userAgent)
    setNewest(known, userAgent, participant, knownAtMost)
    return participant
  }
}

/** The User-Agent of requests that a node makes in the course of its own. */
export const nodeUserAgent = (node: NodeId): string => `sessionscope-${node}`

const ownSender = (userAgent: string): Participant | undefined => {
  const browser = browserIds.find((one) => userAgent.includes(browserToken(one)))
  if (browser !== undefined) return browser
  if (userAgent === consoleUserAgent) return 'client:Console'
  if (userAgent === dumpUserAgent) return 'client:dump'
  if (userAgent === experimentUserAgent) return experimentParticipant
  return userAgent.startsWith(panelUserAgent) ? 'panel' : undefined
}

const client = (userAgent: string): Participant =>
  `client:${userAgent.startsWith('Mozilla/') ? browserName(userAgent) : programName(userAgent)}`

const productOf = (userAgent: string): string => userAgent.split(/[\s/]/, 1)[0] ?? ''

const browserName = (userAgent: string): string => {
  const { name, version } = Bowser.parse(userAgent).browser
  return short([name ?? 'a browser', version?.split('.')[0]].filter((part) => part !== undefined).join(' '))
}

// A program names itself first: `HTTPie/3.2.1`, `curl/7.88.1`.
const programName = (userAgent: string): string => {
  const [product = '', version] = (userAgent.split(/\s/)[0] ?? '').split('/')
  return short(version === undefined ? product : `${product} ${version}`)
}

const short = (name: string): string => name.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 40) || 'unnamed client'
