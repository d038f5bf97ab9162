import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { HeaderList } from '../../src/shared/stream/header-list.ts'

/** A request as its bytes said it, head in octets. */
export interface RawRequest {
  readonly requestLine: string
  readonly headers: HeaderList
  readonly body: Buffer
}

/** A server that takes down the bytes that it is sent, understands no more of them than where they end, and answers. */
export interface RawRecorder {
  readonly port: number
  readonly requests: readonly RawRequest[]
  readonly close: () => void
}

export const listenRaw = async (): Promise<RawRecorder> => {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let bytes = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      const request = parse(bytes)
      if (request === undefined) return
      bytes = Buffer.alloc(0)
      requests.push(request)
      answer(socket, request)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

// An answer to HEAD names the length of a body that does not come; the connection stays open unless it is asked to
// close.
const answer = (socket: Socket, { requestLine, headers }: RawRequest): void => {
  const isHead = requestLine.startsWith('HEAD ')
  const wantsClose = headers.some(([name, value]) => /^connection$/i.test(name) && /^close$/i.test(value))
  socket.write(
    `HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: ${isHead ? 5 : 0}\r\n${wantsClose ? 'Connection: close\r\n' : ''}\r\n`,
  )
  if (wantsClose) socket.end()
}

const parse = (bytes: Buffer): RawRequest | undefined => {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [requestLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = lines.map((line): readonly [string, string] => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 1).replace(/^[ \t]+|[ \t]+$/g, ''),
  ])
  const length = Number(headers.find(([name]) => /^content-length$/i.test(name))?.[1] ?? 0)
  const body = bytes.subarray(end + 4)
  return body.length < length ? undefined : { requestLine, headers, body }
}
