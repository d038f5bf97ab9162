import Bowser from 'bowser'
import { consoleUserAgent } from '../../shared/request/composed-request.ts'
import { browserIds, type BrowserId, type Participant } from '../../shared/stream/participant.ts'
import { counterUserAgent } from './counter-user-agent.ts'

/** What each browser of the lab adds to its User-Agent, so that its requests are known without being altered. */
export const browserToken = (browser: BrowserId): string => `Sessionscope-${browser}`

/** The User-Agent of requests that the panel's user makes by hand. */
export const panelUserAgent = 'sessionscope-panel'

/** The User-Agent of `sessionscope dump`. */
export const dumpUserAgent = 'sessionscope-dump'

/** The User-Agent of requests that an experiment sends by itself, as a script would. */
export const experimentUserAgent = 'sessionscope-experiment'
export const experimentParticipant: Participant = 'client:Experiment'

const known = new Map<string, Participant>()
const knownAtMost = 500

/** Who sent a request, as its User-Agent says (RFC 9110 §10.1.5): one of ours, or a client by name and version. */
export const participantOf = (userAgent: string | undefined): Participant => {
  if (userAgent === undefined || userAgent === '') return 'client:unnamed client'
  const before = known.get(userAgent)
  if (before !== undefined) return before
  if (known.size >= knownAtMost) known.clear()
  const participant = parse(userAgent)
  known.set(userAgent, participant)
  return participant
}

const parse = (userAgent: string): Participant => {
  const ours = browserIds.find((browser) => userAgent.includes(browserToken(browser)))
  if (ours !== undefined) return ours
  if (userAgent.startsWith(counterUserAgent)) return 'counter'
  if (userAgent === consoleUserAgent) return 'client:Console'
  if (userAgent === dumpUserAgent) return 'client:dump'
  if (userAgent === experimentUserAgent) return experimentParticipant
  if (userAgent.startsWith(panelUserAgent)) return 'panel'
  return `client:${userAgent.startsWith('Mozilla/') ? browserName(userAgent) : programName(userAgent)}`
}

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
