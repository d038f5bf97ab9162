import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** What an application gets, and what it says when it has got so many bytes. */
interface Turn {
  readonly request: Buffer
  readonly answer: Buffer
}

/** An application that knows no HTTP: it takes bytes as they come, and answers with bytes. */
export const rawOrigin = async (host = '127.0.0.1') => {
  let turn: { readonly length: number; readonly answer: Buffer; readonly got: (bytes: Buffer) => void } | undefined
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const chunks: Buffer[] = []
    const now = turn
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    const look = (): void => {
      const all = Buffer.concat(chunks)
      if (now === undefined || all.length < now.length) return
      now.got(all)
      socket.end(now.answer)
    }
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      look()
    })
  }).listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    /** The bytes of the next connection that has brought so many, which is answered then. */
    next: ({ request, answer }: Turn): Promise<Buffer> =>
      new Promise((got) => {
        turn = { length: request.length, answer, got }
      }),
  }
}
