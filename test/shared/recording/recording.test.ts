import { describe, expect, it } from 'vitest'
import { recordingLines } from '../../../src/shared/recording/write-recording.ts'
import { readRecording } from '../../../src/shared/recording/read-recording.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { baselineFold } from '../../../src/shared/folds/baseline.ts'
import { toBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { answered, began, requested, saved, stamped } from '../../support/observations.ts'

const visit = (exchange: number) => [
  requested({ exchange }),
  saved({ exchange, id: 'a', data: { count: exchange }, setCookie: 'session=ä; Path=/' }),
  answered({ exchange, headers: [['Set-Cookie', 'session=ä; Path=/']] }),
]
const stream = stamped([began(), ...visit(1), ...visit(2), ...visit(3)])
const options = { product: '0.2.0', savedAt: 1_700_000_000_000 }
const written = [...recordingLines(stream, options)].join('')
const lines = written.trimEnd().split('\n')
const joined = (changed: readonly string[]) => `${changed.join('\n')}\n`
const refusal = (text: string) => {
  const read = readRecording(text, 'lesson.jsonl')
  return read.ok ? 'was read' : read.failure.message
}

describe('a recording', () => {
  it('is read as it was written', () => {
    expect(readRecording(written, 'lesson.jsonl')).toEqual({
      ok: true,
      value: { head: { recording: 'sessionscope', version: 1, ...options }, observations: stream },
    })
    expect(readRecording(written.replaceAll('\n', '\r\n'), 'lesson.jsonl').ok).toBe(true)
  })

  it('of a long stream keeps the newest, and what was so before them', () => {
    const read = readRecording([...recordingLines(stream, { ...options, atMost: 4 })].join(''), 'lesson.jsonl')
    if (!read.ok) throw new Error(read.failure.message)
    const { observations } = read.value
    expect(observations.length).toBe(4)
    expect(foldAll(exchangesFold, observations).rows).toEqual([3])
    const whole = toBaseline(foldAll(baselineFold, stream))
    expect(toBaseline(foldAll(baselineFold, observations))).toEqual(whole)
  })

  it.each([
    ['nothing', '', 'lesson.jsonl is no recording of Sessionscope.'],
    ['a HAR file', '{"log":{"entries":[]}}', 'lesson.jsonl is no recording of Sessionscope.'],
    ['a file cut short', joined(lines.slice(0, -2)), 'lesson.jsonl is not whole'],
    ['a file cut within a line', written.slice(0, -40), 'lesson.jsonl is not whole'],
    [
      'a head that is no release',
      joined(lines.with(0, (lines[0] ?? '').replace('0.2.0', '\u202e'))),
      'is no recording',
    ],
    ['a line too few', joined([...lines.slice(0, 3), ...lines.slice(4)]), 'lesson.jsonl is not whole'],
    ['a line that is no JSON', joined(lines.with(3, '{"kind":')), 'line 4 is no JSON'],
    ['a line that is no observation', joined(lines.with(3, '{"kind":"exchange.lost"}')), 'line 4 is no observation'],
    ['lines in another order', joined(lines.with(3, lines[4] ?? '')), 'line 4 does not follow on observation 2'],
    ['a line of nothing but brackets', joined(lines.with(3, '['.repeat(100_000))), 'nested more than 240 deep'],
    ['no beginning', joined(lines.with(1, lines[2] ?? '')), 'line 2 does not say what was so at the beginning'],
    [
      'a file of a later version',
      joined(lines.with(0, JSON.stringify({ recording: 'sessionscope', version: 2, product: '9.0.0', savedAt: 1 }))),
      'saved by a newer Sessionscope (9.0.0)',
    ],
  ])('that is %s is refused in words', (_, text, words) => {
    expect(refusal(text)).toContain(words)
  })

  it('cut anywhere is refused, and never read in part', () => {
    for (let end = 0; end < written.length - 1; end += 7) expect(refusal(written.slice(0, end))).not.toBe('was read')
  })
})
