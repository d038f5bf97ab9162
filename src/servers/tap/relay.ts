import type { Socket } from 'node:net'
import type { Conversation } from './conversation.ts'

/**
 * Passes the bytes of two connections to each other, as they are and as fast as the slower one takes them, while a conversation
 * reads along. What one of them does, the other sees: the end of its bytes, its end, its breaking.
 */
export const relay = (client: Socket, app: Socket, conversation: Conversation): void => {
  pump(client, app, (chunk) => conversation.fromClient(chunk))
  pump(app, client, (chunk) => conversation.fromApp(chunk))
  app.on('end', () => {
    conversation.appEnded()
  })
  closeTogether(client, app)
  let open = 2
  for (const socket of [client, app])
    socket.once('close', () => {
      open -= 1
      if (open === 0) conversation.close()
    })
}

type Read = (chunk: Buffer) => Promise<unknown> | undefined

const pump = (from: Socket, to: Socket, read: Read): void => {
  const send = (chunk: Buffer): boolean => {
    if (to.write(chunk)) return true
    from.pause()
    to.once('drain', () => from.resume())
    return false
  }
  from.on('data', (chunk: Buffer) => {
    const held = read(chunk)
    if (held === undefined) return void send(chunk)
    from.pause()
    void held.then(() => {
      if (send(chunk)) from.resume()
    })
  })
  from.on('end', () => to.end())
  // Who read the first bytes had it pause.
  from.resume()
}

/** Breaks each of two connections when the other one breaks, and ends it when the other one has ended. */
export const closeTogether = (client: Socket, app: Socket): void => {
  const follow = (first: Socket, second: Socket): void => {
    // Told by `close`; unheard, an error would be everybody's.
    first.on('error', () => undefined)
    first.once('close', (isBroken: boolean) => {
      if (second.destroyed) return
      if (isBroken) second.resetAndDestroy()
      else second.destroySoon()
    })
  }
  follow(client, app)
  follow(app, client)
}
