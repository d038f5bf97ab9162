import type { Socket } from 'node:net'

/** The first bytes of a connection, read as they are wanted, before anybody else reads it. */
export interface Incoming {
  /** The next so many bytes; undefined when the connection ends before. */
  take(length: number): Promise<Buffer | undefined>
  /** The next byte, which stays there. */
  peek(): Promise<number | undefined>
  /** A head with the empty line that ends it; undefined when the connection ends before, or the head is too long. */
  takeHead(): Promise<Buffer | undefined>
  /** Whatever comes next; undefined at the end. */
  takeAny(): Promise<Buffer | undefined>
  /** Puts back what was taken too much. */
  giveBack(rest: Buffer): void
  /** What came too soon goes back to the connection, which somebody else reads from now on. */
  hand(): void
}

/** As much as Chromium and Node let a head have at most, and more than that. */
const headAtMost = 262_144

/** The {@link Incoming} of a connection that nobody else reads. */
export const createIncoming = (socket: Socket): Incoming => {
  let waiting: Buffer = Buffer.alloc(0)
  let isOver = false
  let wake: (() => void) | undefined

  const onData = (chunk: Buffer): void => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    socket.pause()
    wake?.()
  }
  const onOver = (): void => {
    isOver = true
    wake?.()
  }
  socket.on('data', onData)
  socket.once('end', onOver)
  socket.once('close', onOver)

  /** Waits until there is what somebody looks for. */
  const until = async <T>(find: () => T | undefined): Promise<T | undefined> => {
    for (;;) {
      const found = find()
      if (found !== undefined || isOver) return found
      await new Promise<void>((resolve) => {
        wake = resolve
        socket.resume()
      })
    }
  }
  const cut = (length: number): Buffer => {
    const taken = waiting.subarray(0, length)
    waiting = waiting.subarray(length)
    return taken
  }
  return {
    take: (length) => until(() => (waiting.length >= length ? cut(length) : undefined)),
    peek: () => until(() => waiting[0]),
    takeHead: async () => {
      const end = await until(() => endOf(waiting))
      return end === undefined || end < 0 ? undefined : cut(end)
    },
    takeAny: () => until(() => (waiting.length > 0 ? cut(waiting.length) : undefined)),
    giveBack: (rest) => {
      waiting = Buffer.concat([rest, waiting])
    },
    hand: () => {
      socket.off('data', onData)
      socket.off('end', onOver)
      socket.off('close', onOver)
      socket.pause()
      if (waiting.length > 0) socket.unshift(waiting)
    },
  }
}

// Where a head ends; -1 for one that is too long.
const endOf = (bytes: Buffer): number | undefined => {
  const end = bytes.indexOf('\r\n\r\n')
  if (end !== -1) return end + 4
  return bytes.length > headAtMost ? -1 : undefined
}
