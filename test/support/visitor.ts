import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly setCookies: readonly string[]
  readonly body: string
  /** The number on the counter's page. */
  readonly count: number | undefined
}

interface Visit {
  readonly method?: string
  readonly cookie?: string
}

/** Someone who sends requests to a server, with the cookie that it is given and no other. */
export const visitorOf = (url: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  onTestFinished(() => {
    agent.destroy()
  })
  return (path: string, { method = 'GET', cookie }: Visit = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string> = cookie === undefined ? {} : { Cookie: cookie }
      const sent = request(url, { path, method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString()
          const [, count] = /<h1>Count: (\S+)<\/h1>/.exec(body) ?? []
          const setCookies = response.headers['set-cookie'] ?? []
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            setCookies,
            body,
            count: count === undefined ? undefined : Number(count),
          })
        })
      })
      sent.on('error', reject).end()
    })
}

/** The `name=value` that a browser would send back. */
export const cookieOf = ({ setCookies }: Answer): string => setCookies[0]?.split(';')[0] ?? ''
