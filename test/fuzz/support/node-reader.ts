import { Agent, createServer, request as ask, type IncomingMessage } from 'node:http'
import { Duplex } from 'node:stream'

/** A message as a parser came to understand it. */
export interface ReadMessage {
  readonly start: string
  readonly rawHeaders: readonly string[]
  readonly body: string
}

/** What a parser made of bytes: whole messages, and whether it refused what came then. */
export interface Reading {
  readonly messages: readonly ReadMessage[]
  readonly isRefused: boolean
}

/** One end of a connection that says these bytes, and listens to nothing. */
const sayer = (bytes: Buffer): Duplex & { setTimeout?: unknown } =>
  Object.assign(
    new Duplex({
      read() {
        this.push(bytes.length > 0 ? bytes : null)
        if (bytes.length > 0) this.push(null)
      },
      write: (_chunk, _encoding, done) => {
        done()
      },
    }),
    { setTimeout: () => undefined, setNoDelay: () => undefined, setKeepAlive: () => undefined, ref: () => undefined },
  )

/** What Node's own parser makes of requests. */
export const requestsByNode = (bytes: Buffer): Promise<Reading> =>
  new Promise((resolve) => {
    const messages: ReadMessage[] = []
    const coming: Promise<void>[] = []
    let isRefused = false
    const server = createServer(
      { requireHostHeader: false, maxHeaderSize: 60_000, requestTimeout: 0 },
      (request, response) => {
        const { method = '', url = '', httpVersion, rawHeaders } = request
        const place = messages.push({ start: '', rawHeaders: [], body: '' }) - 1
        coming.push(
          bodyOf(request).then((body) => {
            if (body !== undefined)
              messages[place] = { start: `${method} ${url} HTTP/${httpVersion}`, rawHeaders, body }
            response.end()
          }),
        )
      },
    )
    const connection = sayer(bytes)
    server.on('clientError', () => {
      isRefused = true
      connection.destroy()
    })
    connection.once('close', () => {
      void Promise.all(coming).then(() => {
        server.close()
        resolve({ messages: messages.filter(({ start }) => start !== ''), isRefused })
      })
    })
    server.emit('connection', connection)
  })

/** What Node's own parser makes of the answer to one request. */
export const answerByNode = (bytes: Buffer, method: string): Promise<Reading> =>
  new Promise((resolve) => {
    const agent = new Agent({ keepAlive: false })
    agent.createConnection = () => sayer(bytes)
    const request = ask({ host: 'localhost', method, agent, maxHeaderSize: 60_000, insecureHTTPParser: false })
    request.on('error', () => {
      resolve({ messages: [], isRefused: true })
    })
    request.on('response', (answer) => {
      const { httpVersion, statusCode = 0, statusMessage = '', rawHeaders } = answer
      void bodyOf(answer).then((body) => {
        const start = `HTTP/${httpVersion} ${statusCode} ${statusMessage}`
        resolve(
          body === undefined
            ? { messages: [], isRefused: true }
            : { messages: [{ start, rawHeaders, body }], isRefused: false },
        )
      })
    })
    request.end()
  })

const bodyOf = (message: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('error', () => undefined)
    message.on('close', () => {
      resolve(message.complete ? Buffer.concat(chunks).toString('latin1') : undefined)
    })
  })
