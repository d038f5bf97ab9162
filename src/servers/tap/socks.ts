import type { Socket } from 'node:net'
import type { TapTarget } from './allow-list.ts'
import type { Incoming } from './incoming.ts'

// SOCKS 5 (RFC 1928), as far as a proxy needs it that asks for no password and connects.

const version = 5
const [noPassword, noneOfThese] = [0x00, 0xff]
const connectCommand = 1
const [ipv4, domainName, ipv6] = [1, 3, 4]

/** What a client is told (RFC 1928 §6). */
const replies = { connected: 0, refused: 2, unreachable: 5, 'not that command': 7, 'not that address': 8 } as const
type Reply = keyof typeof replies

/** Tells a client what came of its wish. */
export const replyInSocks = (socket: Socket, reply: Reply): void => {
  // The address that the tap's own connection has is nobody's business.
  socket.write(Buffer.from([version, replies[reply], 0, ipv4, 0, 0, 0, 0, 0, 0]))
}

/** Reads where a client wants to go. Undefined for one that has been told that it cannot, or has gone. */
export const readSocksWish = async (socket: Socket, incoming: Incoming): Promise<TapTarget | undefined> => {
  const [, count = 0] = (await incoming.take(2)) ?? []
  const methods = await incoming.take(count)
  if (methods === undefined) return undefined
  if (!methods.includes(noPassword)) {
    socket.write(Buffer.from([version, noneOfThese]))
    return undefined
  }
  socket.write(Buffer.from([version, noPassword]))
  const wish = await incoming.take(4)
  if (wish === undefined || wish[0] !== version) return undefined
  const host = await readHost(incoming, wish[3])
  const port = host === undefined ? undefined : await incoming.take(2)
  if (host === undefined || port === undefined) {
    replyInSocks(socket, 'not that address')
    return undefined
  }
  if (wish[1] !== connectCommand) {
    replyInSocks(socket, 'not that command')
    return undefined
  }
  return { host, port: port.readUInt16BE() }
}

const readHost = async (incoming: Incoming, type: number | undefined): Promise<string | undefined> => {
  if (type === ipv4) return (await incoming.take(4))?.join('.')
  if (type === ipv6) return ipv6Text(await incoming.take(16))
  if (type !== domainName) return undefined
  const [length = 0] = (await incoming.take(1)) ?? []
  return (await incoming.take(length))?.toString('latin1')
}

const ipv6Text = (bytes: Buffer | undefined): string | undefined => {
  if (bytes === undefined) return undefined
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(at * 2).toString(16))
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}
