import { connect } from 'node:net'

/** Bytes for a server, as they are sent: piece by piece, and what comes after the last one. */
export interface Delivery {
  /** A character a byte. */
  readonly text: string
  /** Where it is cut into pieces, as parts of its length. */
  readonly cuts: readonly number[]
  /** Milliseconds between two pieces. */
  readonly pause: number
  /**
   * When the sender says that it is done (a half-closed connection): at once, which Node takes for one that went away, so that
   * there need not be an answer; or when it has heard something. Or it breaks the connection off.
   */
  readonly then: 'end-at-once' | 'end-when-answered' | 'reset'
}

/** What came of a delivery. */
export interface Delivered {
  readonly bytes: Buffer
  /** Whether the server ended the connection within the time. */
  readonly ended: boolean
}

/** Milliseconds of silence after which a sender who was answered is done. */
const silence = 40

/** Delivers bytes on a connection of their own and takes what comes back, until the server ends it or time is up. */
export const deliver = (port: number, { text, cuts, pause, then }: Delivery, patience: number): Promise<Delivered> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    const waiting = inPieces(Buffer.from(text, 'latin1'), cuts)
    let next: NodeJS.Timeout | undefined
    // `allowHalfOpen`: the server may end its side while pieces are still to be sent.
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    const settle = (ended: boolean): void => {
      clearTimeout(timer)
      clearTimeout(next)
      socket.destroy()
      resolve({ bytes: Buffer.concat(chunks), ended })
    }
    const timer = setTimeout(() => {
      settle(false)
    }, patience)
    const finish = (): void => {
      if (then === 'reset') socket.resetAndDestroy()
      else if (then === 'end-at-once') socket.end()
      else if (chunks.length > 0) endWhenSilent()
    }
    const endWhenSilent = (): void => {
      clearTimeout(next)
      next = setTimeout(() => socket.end(), silence)
    }
    const send = (): void => {
      const piece = waiting.shift()
      if (piece !== undefined) socket.write(piece)
      if (waiting.length > 0) next = setTimeout(send, pause)
      else finish()
    }
    socket.on('connect', send)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (waiting.length === 0 && then === 'end-when-answered') endWhenSilent()
    })
    socket.on('end', () => {
      settle(true)
    })
    // A server that has answered may end the connection under what is still sent: that is no failure.
    socket.on('error', () => {
      settle(true)
    })
    socket.on('close', () => {
      settle(true)
    })
  })

const inPieces = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [
    0,
    ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((one, other) => one - other),
    bytes.length,
  ]
  return places
    .slice(1)
    .map((place, index) => bytes.subarray(places[index], place))
    .filter((piece) => piece.length > 0)
}
