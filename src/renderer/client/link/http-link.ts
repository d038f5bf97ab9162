import { z } from 'zod'
import { contract, type Input, type OperationName, type Output } from '../../../shared/wire/contract.ts'
import type { LabLink } from '../../../shared/wire/lab-link.ts'
import { observationSchema, type Observation } from '../../../shared/stream/observation.ts'
import { failureSchema } from '../../../shared/base/failure.ts'
import { failed, failure, messageOf, success, type Result } from '../../../shared/base/result.ts'
import type { ConnectionState } from './connection.ts'
import { createEventReader } from './server-sent-events.ts'

interface HttpLinkOptions {
  /** Where the control server is; addresses are relative to it. */
  readonly base: string
  /** What a lab that asks for a token was given (RFC 6750 §2.1). */
  readonly token?: string | undefined
  readonly onConnection: (state: ConnectionState) => void
  /** Milliseconds before a lost stream is asked for again. */
  readonly retryAfter?: number
}

// Where in the stream a follower is: the event id is the server's, and names its log as well.
interface Place {
  readonly after: number
  lastId: string
}

type Listener = (batch: readonly Observation[]) => void

const batchSchema = z.array(observationSchema)
/** The last event of a stream that the lab ended itself. */
const endedSchema = z.object({ problem: z.string() })
const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
])

/** The {@link LabLink} over HTTP: operations are posted, the stream comes as server-sent events and resumes where it broke off. */
export const createHttpLink = ({ base, token, onConnection, retryAfter = 1000 }: HttpLinkOptions): LabLink => {
  const authorization: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }

  const call = async <N extends OperationName>(name: N, input: Input<N>): Promise<Result<Output<N>>> => {
    try {
      const headers = { ...authorization, 'Content-Type': 'application/json' }
      const response = await fetch(new URL(`operations/${name}`, base), {
        method: 'POST',
        headers,
        body: JSON.stringify(input),
      })
      return parseAnswer(name, await response.json())
    } catch (thrown) {
      return failure('unavailable', `The lab does not answer (${messageOf(thrown)}).`)
    }
  }

  // Reads one connection until it ends; `place` moves on with each batch.
  const read = async (place: Place, signal: AbortSignal, listener: Listener): Promise<void> => {
    const resume: Record<string, string> = place.lastId === '' ? {} : { 'Last-Event-ID': place.lastId }
    const headers = { ...authorization, ...resume, Accept: 'text/event-stream' }
    const response = await fetch(new URL(`observations?after=${place.after}`, base), {
      headers,
      signal,
      cache: 'no-store',
    })
    if (response.status === 401) throw new TokenNeeded()
    if (!response.ok || response.body === null) throw new Error(await refusalOf(response))
    onConnection({ state: 'connected' })
    const take = createEventReader(({ type, id, data }) => {
      if (type === 'ended') throw new Error(endedSchema.parse(JSON.parse(data)).problem)
      listener(batchSchema.parse(JSON.parse(data)))
      place.lastId = id
    })
    await readPieces(response.body, take)
  }

  const follow = async (after: number, signal: AbortSignal, listener: Listener): Promise<void> => {
    const place: Place = { after, lastId: '' }
    const isEnded = () => signal.aborted
    while (!isEnded()) {
      const state = await read(place, signal, listener).then(() => lost(''), stateAfter)
      if (isEnded()) return
      onConnection(state)
      await pause(retryAfter, signal)
    }
  }

  const stateAfter = (thrown: unknown): ConnectionState =>
    thrown instanceof TokenNeeded ? { state: 'token-needed', isGiven: token !== undefined } : lost(reasonOf(thrown))

  const observe = (after: number, listener: Listener): (() => void) => {
    const ending = new AbortController()
    void follow(after, ending.signal, listener)
    return () => {
      ending.abort()
    }
  }

  return { call, observe }
}

class TokenNeeded extends Error {}

const lost = (problem: string): ConnectionState => ({ state: 'lost', problem })

const parseAnswer = <N extends OperationName>(name: N, answer: unknown): Result<Output<N>> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return failure('defect', `The lab's answer to ${name} could not be read.`)
  if (!parsed.data.ok) return failed(parsed.data.failure)
  const output = contract[name].output.safeParse(parsed.data.value)
  // The schema under `name` is what `Output` is inferred from; TypeScript does not follow that through the index.
  return output.success
    ? success(output.data as Output<N>)
    : failure('defect', `The lab's answer to ${name} could not be read.`)
}

const readPieces = async (body: ReadableStream<Uint8Array>, take: (piece: string) => void): Promise<void> => {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    take(decoder.decode(value, { stream: true }))
  }
}

// A connection that broke off is a TypeError (Fetch Standard, §5.6), whose text says nothing to a reader.
const reasonOf = (thrown: unknown): string => (thrown instanceof TypeError ? '' : messageOf(thrown))

const refusalOf = async (response: Response): Promise<string> => {
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined))
  return answer.success && !answer.data.ok ? answer.data.failure.message : `${response.status} ${response.statusText}`
}

const pause = (duration: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, duration)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
