import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

type Done = (problem: Error | null, stream: Duplex) => void

/** Connects by tunnels through a proxy of this machine (RFC 9110 §9.3.6). What its requests say is not altered by that. */
export class TunnelAgent extends Agent {
  readonly #proxy: number

  constructor(proxy: number, options: AgentOptions) {
    super(options)
    this.#proxy = proxy
  }

  override createConnection({ host, port }: ClientRequestArgs, done?: Done): undefined {
    const name = host ?? 'localhost'
    const authority = `${name.includes(':') ? `[${name}]` : name}:${port ?? 80}`
    const socket = connect({ port: this.#proxy, host: '127.0.0.1', noDelay: true })
    openTunnel(socket, authority).then(
      () => done?.(null, socket),
      (problem: unknown) => {
        socket.destroy()
        done?.(problem instanceof Error ? problem : new Error(String(problem)), socket)
      },
    )
    return undefined
  }
}

/** Asks for a tunnel; rejects with what the proxy says. */
const openTunnel = (socket: Socket, authority: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let came: Buffer = Buffer.alloc(0)
    const settle = (problem?: Error): void => {
      socket.off('data', onData).off('end', onEnd).off('error', settle)
      if (problem === undefined) resolve()
      else reject(problem)
    }
    const onEnd = (): void => {
      settle(new Error(bodyOf(came) || 'The proxy ended the connection.'))
    }
    const onData = (chunk: Buffer): void => {
      came = Buffer.concat([came, chunk])
      // Nothing comes behind it: a server of HTTP does not speak first.
      if (came.includes('\r\n\r\n') && came.toString('latin1', 0, 12).endsWith(' 200')) settle()
    }
    socket.on('data', onData).on('end', onEnd).on('error', settle)
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
  })

const bodyOf = (answer: Buffer): string => answer.toString().split('\r\n\r\n')[1]?.trim() ?? ''
