import { expect, test } from 'vitest'
import { commandLineIn } from '../../src/main/command-line.ts'

const program = '/usr/lib/sessionscope/sessionscope'

test.each([
  [['serve'], ['serve']],
  [
    ['serve', '--counter-port', '0'],
    ['serve', '--counter-port', '0'],
  ],
  [
    ['--no-sandbox', '--log-level=3', 'dump', '--prefix', 'a'],
    ['dump', '--prefix', 'a'],
  ],
  [['--version'], ['--version']],
  [['server'], ['server']],
])('%j is for the command line', (args, expected) => {
  expect(commandLineIn([program, ...args])).toEqual(expected)
})

test.each([[[]], [['--no-sandbox']], [['--remote-debugging-port=0', 'serve']], [['--inspect=0']]])(
  '%j opens the window',
  (args) => {
    expect(commandLineIn([program, ...args])).toBeUndefined()
  },
)
