import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** An application that answers every request alike, and keeps what came, as it came, one text a connection. */
export const recordingOrigin = async () => {
  const came: string[] = []
  const server = createServer((socket) => {
    const place = came.push('') - 1
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      const text = (came[place] ?? '') + chunk.toString('latin1')
      came[place] = text
      if (!text.includes('\r\n\r\n') || socket.writableEnded) return
      socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nConnection: close\r\n\r\nanswer')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, heads: () => came.map((text) => text.split('\r\n\r\n')[0]) }
}
