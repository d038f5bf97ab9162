import { expect, it } from 'vitest'
import { safeOutput } from '../../../src/servers/cli/output.ts'

const said = (act: (output: ReturnType<typeof safeOutput>) => void): string[] => {
  const lines: string[] = []
  act(
    safeOutput({
      print: (text) => {
        lines.push(`print ${text}`)
      },
      warn: (line) => {
        lines.push(`warn ${line}`)
      },
    }),
  )
  return lines
}

it('prints several lines, of which none acts upon a terminal', () => {
  expect(
    said((output) => {
      output.print('one\n\ttwo\u001b[2J\u202e')
    }),
  ).toEqual(['print one\n\ttwo\\u001b[2J\\u202e'])
})

it('warns in one line, without the password of a URL that an error quotes', () => {
  expect(
    said((output) => {
      output.warn('sessionscope: a\nb\u009b connect redis://ann:hunter2@host:6379 failed')
    }),
  ).toEqual(['warn sessionscope: a\\u000ab\\u009b connect redis://host:6379 failed'])
})
