import type { Socket } from 'node:net'

const waiting = new WeakMap<Socket, Set<() => void>>()

/** Calls a listener once when a connection ends; returns what makes it not so. One listener of the socket's own serves any number. */
export const whenConnectionEnds = (socket: Socket, listener: () => void): (() => void) => {
  const listeners = waiting.get(socket) ?? firstOn(socket)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const firstOn = (socket: Socket): Set<() => void> => {
  const listeners = new Set<() => void>()
  waiting.set(socket, listeners)
  socket.once('close', () => {
    for (const listener of listeners) listener()
  })
  return listeners
}
