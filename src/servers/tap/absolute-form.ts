import type { Socket } from 'node:net'
import { success, type Result } from '../../shared/base/result.ts'
import { placeText, type TapTarget } from './allow-list.ts'
import type { Conversation } from './conversation.ts'
import type { Incoming } from './incoming.ts'
import { MessageFramer } from './message-framer.ts'
import { answerInProxy } from './proxy-answer.ts'
import { readProxyRequest, type ProxyRequest } from './proxy-request.ts'
import { closeTogether } from './relay.ts'

/** One connection to the application, on behalf of a client that speaks to a proxy. */
export interface Line {
  readonly app: Socket
  readonly conversation: Conversation
}

interface AbsoluteOptions {
  readonly client: Socket
  readonly incoming: Incoming
  /** Connects to a place, if the tap leads there. */
  readonly open: (place: TapTarget) => Promise<Result<Line>>
}

type Absolute = Extract<ProxyRequest, { form: 'absolute' }>

/**
 * Serves a client that names whole URLs (RFC 9112 §3.2.2), one request after the other, as its first head began. The application
 * gets each as it would have got it directly; its answers go back as they are.
 */
export const serveAbsoluteForm = async (first: Absolute, options: AbsoluteOptions): Promise<void> => {
  const { client, incoming } = options
  let line: (Line & { readonly to: string }) | undefined
  let request: Absolute = first
  for (;;) {
    const to = placeText(request.place)
    if (line !== undefined && line.to !== to) {
      leave(line)
      line = undefined
    }
    if (line === undefined) {
      const opened = await openLine(request.place, options)
      if (!opened.ok) {
        answerInProxy(client, opened.failure.code === 'refused' ? 403 : 502, opened.failure.message)
        return
      }
      line = { ...opened.value, to }
    }
    await sendOn(request, line, incoming)
    await line.conversation.whenIdle()
    if (line.conversation.isTunnel) return handOver(line, options)
    const next = await nextRequest(options)
    if (next === undefined) return line.app.destroyed ? undefined : void line.app.end()
    request = next
  }
}

const openLine = async (place: TapTarget, { client, open }: AbsoluteOptions): Promise<Result<Line>> => {
  const opened = await open(place)
  if (!opened.ok) return opened
  const { app, conversation } = opened.value
  closeTogether(client, app)
  app.on('data', (chunk: Buffer) => {
    const held = conversation.fromApp(chunk)
    if (held === undefined && client.write(chunk)) return
    app.pause()
    if (held === undefined) client.once('drain', () => app.resume())
    else
      void held.then(() => {
        if (client.write(chunk)) app.resume()
        else client.once('drain', () => app.resume())
      })
  })
  app.on('end', () => {
    conversation.appEnded()
    client.end()
  })
  app.once('close', () => {
    conversation.close()
  })
  return success(opened.value)
}

// The client goes on with another application, so the end of this one's connection is not the end of its own.
const leave = ({ app }: Line): void => {
  app.removeAllListeners('end')
  app.removeAllListeners('close')
  app.destroy()
}

const sendOn = async ({ bytes, framing }: Absolute, line: Line, incoming: Incoming): Promise<void> => {
  await pass(line, bytes)
  let isWhole = framing.as === 'nothing'
  const framer = new MessageFramer({
    head: () => success(framing),
    body: () => undefined,
    end: () => {
      isWhole = true
      return false
    },
    broken: () => {
      isWhole = true
      line.app.destroy()
    },
  })
  framer.feed(Buffer.from('-\r\n\r\n'))
  while (!isWhole) {
    const chunk = await incoming.takeAny()
    if (chunk === undefined) return
    const used = framer.feed(chunk)
    incoming.giveBack(chunk.subarray(used))
    await pass(line, chunk.subarray(0, used))
  }
}

const pass = async ({ app, conversation }: Line, bytes: Buffer): Promise<void> => {
  await conversation.fromClient(bytes)
  if (app.destroyed || app.write(bytes)) return
  await new Promise<void>((resolve) => {
    app.once('drain', resolve)
    app.once('close', resolve)
  })
}

const nextRequest = async ({ client, incoming }: AbsoluteOptions): Promise<Absolute | undefined> => {
  const head = await incoming.takeHead()
  if (head === undefined) return undefined
  const request = readProxyRequest(head)
  if (request.ok && request.value.form === 'absolute') return request.value
  answerInProxy(
    client,
    400,
    request.ok ? 'One connection to a proxy has one kind of requests.' : request.failure.message,
  )
  return undefined
}

const handOver = ({ app, conversation }: Line, { client, incoming }: AbsoluteOptions): void => {
  incoming.hand()
  client.on('data', (chunk: Buffer) => {
    void conversation.fromClient(chunk)
    if (app.write(chunk)) return
    client.pause()
    app.once('drain', () => client.resume())
  })
  client.on('end', () => app.end())
  client.resume()
}
