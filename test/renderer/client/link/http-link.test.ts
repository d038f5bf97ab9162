import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { ConnectionState } from '../../../../src/renderer/client/link/connection.ts'
import { createHttpLink } from '../../../../src/renderer/client/link/http-link.ts'
import type { Observation } from '../../../../src/shared/stream/observation.ts'
import { began, stamped, written } from '../../../support/observations.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const piece of request) text += String(piece)
  return text
}

const answerJson =
  (status: number, answer: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  }

const beginStream = (response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
}
const send = (response: ServerResponse, id: string, batch: readonly Observation[]): void => {
  response.write(`id: ${id}\ndata: ${JSON.stringify(batch)}\n\n`)
}

const linkTo = (base: string, token?: string) => {
  const states: ConnectionState[] = []
  return { states, link: createHttpLink({ base, token, retryAfter: 1, onConnection: (state) => states.push(state) }) }
}

const [first, second, third] = stamped([began(), written('a', '1'), written('b', '2')])

describe('call', () => {
  it('posts the input and returns the output', async () => {
    const seen: object[] = []
    const base = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        seen.push({
          method: request.method,
          url: request.url,
          body: JSON.parse(body) as unknown,
          authorization: request.headers.authorization,
        })
        answerJson(200, { ok: true, value: { text: 'x', truncated: false } })(request, response)
      })
    })
    const { link } = linkTo(base, 'secret')
    expect(await link.call('entries.dump', { prefix: '6c' })).toEqual({
      ok: true,
      value: { text: 'x', truncated: false },
    })
    expect(seen).toEqual([
      { method: 'POST', url: '/operations/entries.dump', body: { prefix: '6c' }, authorization: 'Bearer secret' },
    ])
  })

  it('takes a command that returns nothing', async () => {
    const { link } = linkTo(await serve(answerJson(200, { ok: true })))
    expect(await link.call('log.clear', {})).toEqual({ ok: true, value: undefined })
  })

  it.each<[string, RequestListener, string]>([
    ['a refusal', answerJson(403, { ok: false, failure: { code: 'refused', message: 'no' } }), 'refused'],
    ['an output of another shape', answerJson(200, { ok: true, value: { text: 5 } }), 'defect'],
    ['an answer of another shape', answerJson(200, ['?']), 'defect'],
    ['an answer that is no JSON', (_request, response) => response.end('<html>'), 'unavailable'],
    ['a connection that breaks off', (request) => request.destroy(), 'unavailable'],
  ])('makes a failure of %s', async (_name, listener, code) => {
    const { link } = linkTo(await serve(listener))
    expect(await link.call('entries.dump', { prefix: '' })).toMatchObject({ ok: false, failure: { code } })
  })
})

describe('observe', () => {
  const following = (link: ReturnType<typeof linkTo>['link'], count: number) =>
    new Promise<Observation[]>((resolve) => {
      const seen: Observation[] = []
      closers.push(
        link.observe(0, (batch) => {
          seen.push(...batch)
          if (seen.length >= count) resolve(seen)
        }),
      )
    })

  it('brings what the lab observes, in order', async () => {
    const base = await serve((_request, response) => {
      beginStream(response)
      if (first && second && third) {
        send(response, 'log:2', [first, second])
        send(response, 'log:3', [third])
      }
    })
    const { link, states } = linkTo(base)
    expect(await following(link, 3)).toEqual([first, second, third])
    expect(states).toEqual([{ state: 'connected' }])
  })

  it('resumes where the stream broke off, and says that it was lost meanwhile', async () => {
    const asked: unknown[] = []
    const base = await serve((request, response) => {
      asked.push([request.url, request.headers['last-event-id'], request.headers.authorization])
      beginStream(response)
      if (asked.length === 1 && first) {
        send(response, 'log:1', [first])
        setImmediate(() => response.destroy())
      }
      if (asked.length === 2 && second) send(response, 'log:2', [second])
    })
    const { link, states } = linkTo(base, 'secret')
    expect(await following(link, 2)).toEqual([first, second])
    expect(asked).toEqual([
      ['/observations?after=0', undefined, 'Bearer secret'],
      ['/observations?after=0', 'log:1', 'Bearer secret'],
    ])
    expect(states.map(({ state }) => state)).toEqual(['connected', 'lost', 'connected'])
  })

  it('says why the lab ended the stream, and resumes', async () => {
    const asked: (string | string[] | undefined)[] = []
    const base = await serve((request, response) => {
      asked.push(request.headers['last-event-id'])
      beginStream(response)
      if (asked.length === 1 && first) {
        send(response, 'log:1', [first])
        response.end('event: ended\ndata: {"problem":"It read nothing."}\n\n')
      }
      if (asked.length === 2 && second) send(response, 'log:2', [second])
    })
    const { link, states } = linkTo(base)
    expect(await following(link, 2)).toEqual([first, second])
    expect(asked).toEqual([undefined, 'log:1'])
    expect(states).toEqual([
      { state: 'connected' },
      { state: 'lost', problem: 'It read nothing.' },
      { state: 'connected' },
    ])
  })

  it('says that it needs a token, and keeps asking', async () => {
    let asked = 0
    const base = await serve((request, response) => {
      asked += 1
      if (asked === 1) {
        answerJson(401, { ok: false, failure: { code: 'refused', message: 'This panel asks for a token.' } })(
          request,
          response,
        )
        return
      }
      beginStream(response)
      if (first) send(response, 'log:1', [first])
    })
    const { link, states } = linkTo(base)
    await following(link, 1)
    expect(states).toEqual([{ state: 'token-needed', isGiven: false }, { state: 'connected' }])
  })

  it('says why it is not let in, and keeps asking', async () => {
    let asked = 0
    const base = await serve((request, response) => {
      asked += 1
      if (asked === 1) {
        answerJson(403, { ok: false, failure: { code: 'refused', message: 'Not under that name.' } })(request, response)
        return
      }
      beginStream(response)
      if (first) send(response, 'log:1', [first])
    })
    const { link, states } = linkTo(base)
    await following(link, 1)
    expect(states).toEqual([{ state: 'lost', problem: 'Not under that name.' }, { state: 'connected' }])
  })

  it('does not take what is no observation', async () => {
    const asked: (string | string[] | undefined)[] = []
    const base = await serve((request, response) => {
      asked.push(request.headers['last-event-id'])
      beginStream(response)
      if (asked.length === 1) response.write('id: log:9\ndata: [{"kind":"nonsense"}]\n\n')
      else if (first) send(response, 'log:1', [first])
    })
    const { link } = linkTo(base)
    expect(await following(link, 1)).toEqual([first])
    expect(asked).toEqual([undefined, undefined])
  })

  it('asks no more once it is ended', async () => {
    const closed = new Promise<void>((resolve) => {
      void serve((_request, response) => {
        response.on('close', resolve)
        beginStream(response)
        if (first) send(response, 'log:1', [first])
      }).then((base) => {
        const { link } = linkTo(base)
        const end = link.observe(0, () => {
          end()
        })
      })
    })
    await expect(closed).resolves.toBeUndefined()
  })
})
