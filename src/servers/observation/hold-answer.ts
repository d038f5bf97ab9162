import type { ServerResponse } from 'node:http'
import type { HopEnd } from './step-gate.ts'

type Call = () => unknown

/**
 * Lets an answer wait before its first byte is sent. `hold` is asked when the app begins to send; while it holds, what
 * the app sends is kept, in order, and its writes say that enough was written, so that a long answer waits as well.
 */
export const holdAnswer = (response: ServerResponse, hold: () => Promise<HopEnd> | undefined): void => {
  const write = response.write.bind(response) as (...all: unknown[]) => boolean
  const end = response.end.bind(response) as (...all: unknown[]) => typeof response
  let state: 'before' | 'held' | 'open' = 'before'
  const kept: Call[] = []

  const begin = (): void => {
    const holding = hold()
    state = holding === undefined ? 'open' : 'held'
    void holding?.then(goOn)
  }

  // An answer to somebody who went away is not sent; its connection's end has told the app already.
  const goOn = (how: HopEnd): void => {
    state = 'open'
    if (how === 'gone') return
    const results = kept.splice(0).map((call) => call())
    if (!response.writableEnded && results.at(-1) !== false) response.emit('drain')
  }

  const pass = <T>(call: () => T, meanwhile: T): T => {
    if (state === 'before') begin()
    if (state === 'open') return call()
    kept.push(call)
    return meanwhile
  }

  response.write = (...all: unknown[]) => pass(() => write(...all), false)
  response.end = (...all: unknown[]) => pass(() => end(...all), response)
}
