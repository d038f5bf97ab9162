import { createServer, request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** How the store behaves at the moment. `late` carries out what it is asked, and answers after that many milliseconds. */
export type Manner = 'well' | 'hanging' | 'nonsense' | 'failing' | 'cut off' | { readonly late: number }

/** A server of Node's own on a free port until the test is over. */
export const serveRaw = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** Stands before a well-behaved key-value service and spoils its answers, as long as the test says so. */
export const serveUnruly = async (storeUrl: string) => {
  let manner: Manner = 'well'
  const url = await serveRaw((incoming, response) => {
    answer(manner, storeUrl, incoming, response)
  })
  return {
    url,
    behave: (next: Manner) => {
      manner = next
    },
  }
}

const answer = (manner: Manner, storeUrl: string, incoming: IncomingMessage, response: ServerResponse): void => {
  if (manner === 'hanging') return
  if (manner === 'nonsense') return void response.end('<h1>It works!</h1>')
  if (manner === 'failing')
    return void response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"error":"disk full"}')
  if (manner === 'cut off') return void incoming.socket.destroy()
  const { method, url: path, headers } = incoming
  const forwarded = request(storeUrl, { method, path, headers }, (received) => {
    const pass = () => received.pipe(response.writeHead(received.statusCode ?? 502, received.headers))
    if (manner === 'well') pass()
    else setTimeout(pass, manner.late)
  })
  incoming.pipe(forwarded)
}
