import { request } from 'node:http'
import { fromRawHeaders, headerValue, headerValues, type HeaderList } from '../../../src/shared/stream/header-list.ts'

export interface Answer {
  readonly status: number
  readonly headers: HeaderList
  readonly text: string
  header(name: string): string | undefined
  /** Every Set-Cookie line, as sent. */
  readonly setCookie: readonly string[]
  json(): unknown
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string | Buffer
}

/** Sends one request on a connection of its own, with the path exactly as given, and reads the answer as it came. */
export const ask = (base: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base)
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const list = fromRawHeaders(response.rawHeaders)
        const text = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: list,
          text,
          header: (name) => headerValue(list, name),
          setCookie: headerValues(list, 'set-cookie'),
          json: () => JSON.parse(text) as unknown,
        })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
