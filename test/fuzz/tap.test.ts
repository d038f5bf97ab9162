import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerFraming, requestFraming, type Framing } from '../../src/servers/tap/framing.ts'
import { MessageFramer } from '../../src/servers/tap/message-framer.ts'
import { readAnswerHead, readRequestHead } from '../../src/servers/tap/read-head.ts'
import { success, type Result } from '../../src/shared/base/result.ts'
import { answerByNode, requestsByNode, type ReadMessage, type Reading } from './support/node-reader.ts'
import { anyAnswer, anyCuts, anyRequests, cutBy } from './support/odd-messages.ts'
import { patience, tryOut } from './support/options.ts'

type HeadReader = (text: string) => Result<Omit<ReadMessage, 'body'> & { readonly framing: Framing }>

/** What the tap's reader makes of bytes that come in pieces. */
const readByTap = (pieces: readonly Buffer[], readHead: HeadReader): Reading => {
  const messages: ReadMessage[] = []
  let coming = { start: '', rawHeaders: [] as readonly string[], body: '' }
  let isRefused = false
  const framer = new MessageFramer({
    head: (bytes) => {
      const head = readHead(bytes.toString('latin1'))
      if (!head.ok) return head
      coming = { start: head.value.start, rawHeaders: head.value.rawHeaders, body: '' }
      return success(head.value.framing)
    },
    body: (bytes) => {
      coming.body += bytes.toString('latin1')
    },
    end: () => {
      messages.push({ ...coming })
      return true
    },
    broken: () => {
      isRefused = true
    },
  })
  for (const piece of pieces) framer.feed(piece)
  framer.finish()
  return { messages, isRefused }
}

const requestHead: HeadReader = (text) => {
  const head = readRequestHead(text)
  if (!head.ok) return head
  const framing = requestFraming(head.value)
  const { method, target, httpVersion, rawHeaders } = head.value
  return framing.ok
    ? success({ start: `${method} ${target} HTTP/${httpVersion}`, rawHeaders, framing: framing.value })
    : framing
}

const answerHead =
  (method: string): HeadReader =>
  (text) => {
    const head = readAnswerHead(text)
    if (!head.ok) return head
    const framing = answerFraming(head.value, method)
    const { httpVersion, status, reason, rawHeaders } = head.value
    return framing.ok
      ? success({ start: `HTTP/${httpVersion} ${status} ${reason}`, rawHeaders, framing: framing.value })
      : framing
  }

// Node's parser leaves some blanks where lines are folded, and at the end of a value; where a message ends they do not matter.
const comparable = ({ start, rawHeaders, body }: ReadMessage) => ({
  start,
  headers: rawHeaders.map((text) => text.replace(/[ \t\r\n]+/g, ' ').trimEnd()),
  body,
})

/** Both read the same messages, as far as both read. */
const expectSame = (own: Reading, node: Reading): void => {
  const both = Math.min(own.messages.length, node.messages.length)
  expect(own.messages.slice(0, both).map(comparable)).toEqual(node.messages.slice(0, both).map(comparable))
  if (!own.isRefused && !node.isRefused) expect(own.messages.length).toBe(node.messages.length)
  // What Node refuses at some place may be read on here; what is refused here is nothing that Node did not have by then.
  if (own.isRefused) expect(own.messages.length).toBeLessThanOrEqual(node.isRefused ? Infinity : node.messages.length)
}

describe('the reader of the tap', () => {
  it(
    'finds in requests what the parser of Node finds, or says that they are not readable',
    {
      timeout: patience,
    },
    async () => {
      let readByBoth = 0
      const property = fc.asyncProperty(anyRequests, anyCuts, async (bytes, cuts) => {
        const [own, node] = [readByTap(cutBy(bytes, cuts), requestHead), await requestsByNode(bytes)]
        expectSame(own, node)
        readByBoth += Math.min(own.messages.length, node.messages.length)
      })
      await tryOut(property, 1_500)
      expect(readByBoth).toBeGreaterThan(200)
    },
  )

  it(
    'finds in an answer what the parser of Node finds, or says that it is not readable',
    {
      timeout: patience,
    },
    async () => {
      let readByBoth = 0
      const property = fc.asyncProperty(
        anyAnswer,
        anyCuts,
        fc.constantFrom('GET', 'HEAD'),
        async (bytes, cuts, method) => {
          const own = readByTap(cutBy(bytes, cuts), answerHead(method))
          const node = await answerByNode(bytes, method)
          if (own.messages.length === 0 || node.messages.length === 0) return
          // What comes behind an answer to one request is none.
          expectSame({ messages: own.messages.slice(0, 1), isRefused: false }, node)
          readByBoth += 1
        },
      )
      await tryOut(property, 1_500)
      expect(readByBoth).toBeGreaterThan(200)
    },
  )

  it('reads the same however the bytes are cut', { timeout: patience }, () =>
    tryOut(
      fc.asyncProperty(anyRequests, anyCuts, (bytes, cuts) => {
        expect(readByTap(cutBy(bytes, cuts), requestHead)).toEqual(readByTap([bytes], requestHead))
        return Promise.resolve()
      }),
      3_000,
    ),
  )
})
