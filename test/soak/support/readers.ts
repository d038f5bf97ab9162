import { once } from 'node:events'
import { connect } from 'node:net'
import { authorizationOf } from '../../support/panel-link.ts'

/** Asks for the panel's stream and then reads nothing of it; ended with the function that it resolves with. */
export const stall = async (panel: string): Promise<() => void> => {
  const socket = connect(Number(new URL(panel).port), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.pause()
  socket.write(
    `GET /observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorizationOf(panel)['Authorization'] ?? ''}\r\n\r\n`,
  )
  return () => socket.destroy()
}

/** A panel that reads all the time. */
export interface Reader {
  /** How many observations came. */
  seen(): number
  /** Those that did not follow upon the one before. */
  gaps(): number
  stop(): void
}

/** Reads the panel's stream as it comes, and looks whether anything is left out. */
export const read = (panel: string): Reader => {
  const ending = new AbortController()
  let [seen, last, gaps] = [0, 0, 0]
  const take = (line: string): void => {
    if (!line.startsWith('data: ')) return
    for (const one of JSON.parse(line.slice(6)) as { sequence: number; kind: string }[]) {
      // A log that forgot begins anew, further on.
      if (last !== 0 && one.sequence !== last + 1 && one.kind !== 'log.began') gaps += 1
      last = one.sequence
      seen += 1
    }
  }
  const follow = async (): Promise<void> => {
    const { body } = await fetch(new URL('/observations', panel), {
      headers: authorizationOf(panel),
      signal: ending.signal,
    })
    const decoder = new TextDecoder()
    let pieces: string[] = []
    for await (const piece of body ?? []) {
      const lines = decoder.decode(piece, { stream: true }).split('\n')
      const rest = lines.pop() ?? ''
      for (const line of lines) {
        take(pieces.join('') + line)
        pieces = []
      }
      pieces.push(rest)
    }
  }
  follow().catch((thrown: unknown) => {
    if (!ending.signal.aborted) throw thrown
  })
  return {
    seen: () => seen,
    gaps: () => gaps,
    stop: () => {
      ending.abort()
    },
  }
}
