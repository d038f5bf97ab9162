import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventReader, type ServerSentEvent } from '../../../../src/renderer/client/link/server-sent-events.ts'

const read = (...pieces: string[]): ServerSentEvent[] => {
  const events: ServerSentEvent[] = []
  const take = createEventReader((event) => events.push(event))
  for (const piece of pieces) take(piece)
  return events
}

describe('createEventReader', () => {
  it.each<[string, string, ServerSentEvent[]]>([
    ['one event', 'id: 1\ndata: a\n\n', [{ id: '1', data: 'a' }]],
    [
      'two events',
      'data: a\n\ndata: b\n\n',
      [
        { id: '', data: 'a' },
        { id: '', data: 'b' },
      ],
    ],
    [
      'an id that holds on',
      'id: 7\ndata: a\n\ndata: b\n\n',
      [
        { id: '7', data: 'a' },
        { id: '7', data: 'b' },
      ],
    ],
    ['data of several lines', 'data: a\ndata: b\n\n', [{ id: '', data: 'a\nb' }]],
    [
      'CR and CRLF',
      'data: a\r\rdata: b\r\n\r\n',
      [
        { id: '', data: 'a' },
        { id: '', data: 'b' },
      ],
    ],
    ['no space behind the colon', 'data:a:b\n\n', [{ id: '', data: 'a:b' }]],
    ['comments and other fields', ': still here\nretry: 5\ndata: a\n\n', [{ id: '', data: 'a' }]],
    [
      'the type of one event',
      'event: ended\ndata: a\n\ndata: b\n\n',
      [
        { type: 'ended', id: '', data: 'a' },
        { id: '', data: 'b' },
      ],
    ],
    ['nothing before the event ends', 'data: a\n', []],
    ['nothing for an event without data', 'id: 1\n\n', []],
  ])('reads %s', (_name, text, events) => {
    expect(read(text)).toEqual(events)
  })

  it('does not care where the pieces end', () => {
    const text = 'id: 1\r\ndata: {"a":1}\r\n\r\n: comment\r\n\r\nid: 2\ndata: b\ndata: c\n\n'
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 8 }), (cuts) => {
        const ends = [...cuts, text.length].sort((one, other) => one - other)
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
        expect(read(...pieces)).toEqual(read(text))
      }),
    )
  })

  it('takes a long event in about as long as its length', () => {
    const times = [1_000, 10_000].map((pieces) => {
      const began = performance.now()
      expect(read('data: ', ...Array.from({ length: pieces }, () => 'x'.repeat(1_000)), '\n\n')[0]?.data).toHaveLength(
        pieces * 1_000,
      )
      return performance.now() - began
    })
    // Ten times the length; it would be a hundred times the time if each piece were read with all before it.
    expect(times[1]).toBeLessThan(Math.max(50, times[0] ?? 0) * 30)
  })
})
