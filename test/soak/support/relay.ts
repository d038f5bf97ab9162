import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What a way between two programs does to what goes over it. */
export type Manner =
  | { readonly kind: 'well' }
  /** Everything comes so many milliseconds late, both ways. */
  | { readonly kind: 'late'; readonly by: number }
  /** Nothing gets through; what was held back does when this is over. */
  | { readonly kind: 'hanging' }
  /** Every connection is broken off, and each new one. */
  | { readonly kind: 'broken' }

/** A way to a server that a test can spoil. */
export interface Relay {
  readonly url: string
  behave(manner: Manner): void
  close(): void
}

/** Stands before a server, byte for byte. */
export const startRelay = async (target: string): Promise<Relay> => {
  const { port } = new URL(target)
  const sockets = new Set<Socket>()
  let manner: Manner = { kind: 'well' }
  let free: Promise<void> = Promise.resolve()
  let release = (): void => undefined

  const watch = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const pass = (from: Socket, to: Socket): void => {
    // In order, whatever the manner of each piece.
    let before: Promise<unknown> = Promise.resolve()
    const later = (work: () => void): void => {
      const late =
        manner.kind === 'late'
          ? new Promise((resolve) => setTimeout(resolve, manner.kind === 'late' ? manner.by : 0))
          : free
      before = Promise.all([before, late]).then(work)
    }
    from.on('data', (piece: Buffer) => {
      later(() => {
        if (to.writable) to.write(piece)
      })
    })
    from.on('end', () => {
      later(() => to.end())
    })
    from.on('close', () => {
      later(() => to.destroy())
    })
  }
  const server = createServer({ allowHalfOpen: true }, (client) => {
    watch(client)
    if (manner.kind === 'broken') return void client.resetAndDestroy()
    const upstream = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
    watch(upstream)
    pass(client, upstream)
    pass(upstream, client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    behave: (next) => {
      manner = next
      release()
      if (next.kind === 'hanging') free = new Promise((resolve) => (release = resolve))
      if (next.kind === 'broken') for (const socket of sockets) socket.resetAndDestroy()
    },
    close: () => {
      release()
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
