import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLiteral, type Literal } from '../../../src/servers/settings/python-literal.ts'

const anyLiteral = fc.letrec<{ literal: Literal }>((tie) => ({
  literal: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Literal>(null, true, false),
    fc.integer(),
    // formatLiteral writes -0 as 0.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', '\n', '\r', '#', 'a', '\u2028', '\ud800') }),
    fc.array(tie('literal'), { maxLength: 3 }),
  ),
})).literal

describe('a Python literal', () => {
  it('is written without ends of line', () => {
    fc.assert(fc.property(anyLiteral, (literal) => !/[\r\n]/.test(formatLiteral(literal))))
  })

  const hasPython = spawnSync('python3', ['--version']).status === 0

  it.skipIf(!hasPython)('means to Python what it means here', () => {
    const literals = fc.sample(anyLiteral, 200)
    const program = 'import ast, json, sys; print(json.dumps([ast.literal_eval(one) for one in json.load(sys.stdin)]))'
    const { stdout } = spawnSync('python3', ['-c', program], { input: JSON.stringify(literals.map(formatLiteral)) })
    expect(JSON.parse(stdout.toString())).toEqual(JSON.parse(JSON.stringify(literals)))
  })
})
