import type { AxiosRequestConfig } from 'axios'
import { z } from 'zod'
import { isUuid } from '../../shared/base/uuid.ts'
import type { EntryCondition } from '../../shared/wire/contract.ts'
import { parseJson } from '../../shared/base/parse-json.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { rawAxios } from '../http/raw-axios.ts'
import { startDeadline, type HoldClock } from '../http/deadline.ts'
import { panelUserAgent } from '../observation/client-name.ts'

interface EntryRequestOptions {
  /** Where the key-value service is. */
  readonly url: string
  /** Seconds after which a session's entry may go, so that an edited one ends as it would have. */
  readonly lifetime: () => number
  /** Time in which a message is held on purpose does not count as waiting for it. */
  readonly holdClock?: HoldClock
}

/** What the user of the panel does to entries: ordinary requests to the key-value service, observed like any other. */
export interface EntryRequests {
  /** `value` is JSON text. Fails as `conflict` when the condition does not hold: somebody else was faster. */
  write(key: string, value: string, condition: EntryCondition): Promise<Result<undefined>>
  delete(key: string, condition: EntryCondition): Promise<Result<undefined>>
}

const patience = 5_000

/** {@link EntryRequests} over HTTP, on the condition that the entry is still what the panel showed (RFC 9110 §13.1.1). */
export const createEntryRequests = ({ url, lifetime, holdClock }: EntryRequestOptions): EntryRequests => {
  const send = async (
    config: AxiosRequestConfig,
    headers: Readonly<Record<string, string>>,
  ): Promise<Result<undefined>> => {
    const deadline = startDeadline(patience, holdClock)
    try {
      // Read when it is needed: a start need not wait for it.
      const { default: axios } = await import('axios')
      const { status, data } = await axios.request<string>({
        ...config,
        headers: { 'User-Agent': panelUserAgent, ...headers },
        ...rawAxios,
        signal: deadline.signal,
      })
      if (status < 300) return success(undefined)
      if (status === 412)
        return failure(
          'conflict',
          'The entry has changed since it was shown, so nothing was overwritten. Look at its new value and try again.',
        )
      return failure(
        status < 500 ? 'bad-input' : 'unavailable',
        `The key-value service answered ${status}: ${problemIn(data)}`,
      )
    } catch (thrown) {
      return failure('unavailable', `The key-value service did not answer: ${messageOf(thrown)}`)
    } finally {
      deadline.end()
    }
  }
  return {
    write: async (key, value, condition) => {
      if (parseJson(value) === undefined)
        return failure(
          'bad-input',
          'The value is not JSON, or is nested too deep. Put quotes around a text: "like this".',
        )
      const lifetimeHeader: Record<string, string> = isUuid(key) ? { TTL: String(lifetime()) } : {}
      const headers = { 'Content-Type': 'application/json', ...lifetimeHeader, ...conditionHeaders(condition) }
      return send(
        { method: 'POST', url, data: `{${JSON.stringify(key)}:${value}}`, transformRequest: (data: unknown) => data },
        headers,
      )
    },
    delete: (key, condition) =>
      send({ method: 'DELETE', url: `${url}${encodeURIComponent(key)}` }, conditionHeaders(condition)),
  }
}

const noStore = Promise.resolve(
  failure('unsupported', 'The subject has no key-value service of the lab, so there are no entries to change.'),
)

/** The {@link EntryRequests} of a lab whose subject has no store. */
export const noEntryRequests: EntryRequests = { write: () => noStore, delete: () => noStore }

const conditionHeaders = (condition: EntryCondition): Record<string, string> =>
  condition.state === 'absent' ? { 'If-None-Match': '*' } : { 'If-Match': `"${condition.version}"` }

const problemSchema = z.object({ error: z.string() })

const problemIn = (body: string): string => {
  const parsed = problemSchema.safeParse(parseJson(body))
  return parsed.success ? parsed.data.error : 'no reason given'
}
