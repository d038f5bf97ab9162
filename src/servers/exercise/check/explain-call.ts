import type { ExerciseMethod } from '../../../shared/stream/exercise-source.ts'
import type { Json } from '../../../shared/base/json.ts'
import { isNotImplemented } from '../exercise-session-store.ts'
import type { RunOutcome } from '../exercise-runner.ts'
import type { Thrown } from '../messages.ts'
import { problemText } from '../problem-text.ts'
import { stopText } from '../student-process.ts'
import { Finding } from './finding.ts'
import type { ScratchRequest } from './scratch-service.ts'

/** A call as the student would write it. */
export interface MadeCall {
  readonly method: ExerciseMethod
  readonly args: readonly Json[]
  /** What the service got in its course. */
  readonly requests: readonly ScratchRequest[]
}

/** The call as text: `getKey('a/b')`. */
export const callText = ({ method, args }: Pick<MadeCall, 'method' | 'args'>): string =>
  `${method}(${args.map(shortLiteral).join(', ')})`

const textAtMost = 80

/** A value as the student would write it, cut where it is long. */
export const shortLiteral = (value: Json | undefined): string => {
  if (value === undefined) return 'undefined'
  const text = typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value)
  return text.length > textAtMost ? `${text.slice(0, textAtMost)}…` : text
}

/** What each method has to ask of the service. */
const rightMethod: Readonly<Record<ExerciseMethod, string>> = { setKey: 'POST', getKey: 'GET', deleteKey: 'DELETE' }

/** What is wrong about a call that should have returned something and did not; undefined where it did. */
export const explainFailure = (call: MadeCall, outcome: RunOutcome): Finding | undefined => {
  const { method } = call
  switch (outcome.state) {
    case 'returned':
      return undefined
    case 'missing':
      return new Finding(`The class has no method ${method}.`, {}, true)
    case 'stopped':
      return new Finding(`${callText(call)} did not finish: the code ${stopText[outcome.reason]}.`, { method }, true)
    case 'starting':
      return new Finding(`${callText(call)} was not tried: this machine is too busy to start the program.`, { method })
    case 'unfinished':
      return new Finding(
        `${callText(call)} did not finish: its promise is still open. Every way through the method must return or throw.`,
        { method },
        true,
      )
    case 'refused':
      return new Finding(outcome.problems.map(problemText).join(' '), { line: outcome.problems[0]?.line })
    case 'threw':
      return explainThrown(call, outcome)
    default:
      return outcome satisfies never
  }
}

const explainThrown = (call: MadeCall, { thrown, in: where }: Extract<RunOutcome, { state: 'threw' }>): Finding => {
  const { method } = call
  const place = { method, line: thrown.line }
  if (where === 'constructor')
    return new Finding(`new KeyValueSessionStore(url) failed: ${thrownText(thrown)}.`, { line: thrown.line }, true)
  if (isNotImplemented(thrown)) return new Finding(`${method} is not implemented yet.`, place, true)
  const wrong = explainRequests(call)
  return wrong === undefined
    ? new Finding(`${callText(call)} failed: ${thrownText(thrown)}.`, place)
    : new Finding(wrong, place)
}

/** What was thrown, in words. */
export const thrownText = ({ isError, name, message }: Thrown): string => {
  if (isError) return message.startsWith(name) ? message : `${name}: ${message}`
  return name === 'undefined'
    ? 'it threw undefined'
    : `it threw ${name === 'string' ? 'the text ' : ''}${JSON.stringify(message)}, which is no Error`
}

/** What is wrong about what a call asked of the service; undefined where it asked rightly, as far as can be seen. */
export const explainRequests = (call: MadeCall): string | undefined => {
  const { method, args, requests } = call
  const text = callText(call)
  const [request] = requests
  if (request === undefined) return undefined
  if (request.method !== rightMethod[method])
    return `${text} sent ${request.method} ${request.path}. ${method} needs ${rightMethod[method]}.`
  if (method === 'setKey') return explainPost(text, request)
  const [key] = args
  return explainAddress(text, request, typeof key === 'string' ? key : '')
}

const explainPost = (text: string, { path, contentType }: ScratchRequest): string | undefined => {
  if (path !== '/')
    return `${text} sent POST ${path}. Keys are set by POST to the URL itself, with { [key]: value } as the body.`
  if (contentType.startsWith('application/json')) return undefined
  if (contentType === '') return `${text} sent no body. The body is { [key]: value }.`
  return `${text} sent ${contentType.split(';')[0] ?? ''}, in which every value becomes text. Give axios the object { [key]: value } itself, and it sends JSON.`
}

const explainAddress = (text: string, { path }: ScratchRequest, key: string): string | undefined => {
  const right = `/${encodeURIComponent(key)}`
  if (sameAddress(path, right)) return undefined
  if (path === `/${right}` || path === `/${key}/` || path.startsWith('//'))
    return `${text} asked for ${path}. There is one slash too many between the URL and the key.`
  if (key !== encodeURIComponent(key)) return `${text} asked for ${path}, which is another address. Encode the key.`
  return `${text} asked for ${path}, and the key is at ${right}.`
}

// Different encoders spell some characters differently (RFC 3986 §2.3, §6.2.2).
const sameAddress = (one: string, other: string): boolean => {
  try {
    return (
      one.split('/').length === other.split('/').length &&
      !one.includes('?') &&
      decodeURIComponent(one) === decodeURIComponent(other)
    )
  } catch {
    return false
  }
}
