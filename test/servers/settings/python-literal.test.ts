import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLiteral, parseLiteral, type Literal } from '../../../src/servers/settings/python-literal.ts'

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
  it.each<[string, Literal]>([
    ['True', true],
    ['False', false],
    ['None', null],
    ['0', 0],
    ['00', 0],
    ['-5', -5],
    ['2_678_400', 2678400],
    ['0x1F', 31],
    ['-0b1_0', -2],
    ['0o17', 15],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ["'a'", 'a'],
    ['"a\'b"', "a'b"],
    ["'it\\'s'", "it's"],
    ["'\\x41\\u00e9\\U0001F600\\101\\n\\t\\\\'", 'Aé\u{1f600}A\n\t\\'],
    ["'C:\\dir'", 'C:\\dir'],
    ["'a' 'b'", 'ab'],
    ["'# no comment'", '# no comment'],
    ['[]', []],
    ["['a', 'b',]", ['a', 'b']],
    ["('a', 'b')", ['a', 'b']],
    ["('a',)", ['a']],
    ["('a')", 'a'],
    ['()', []],
    ["[\n  'a',  # first\n  'b'\n]", ['a', 'b']],
  ])('%s is read', (text, value) => {
    expect(parseLiteral(text)).toEqual(value)
  })

  it.each([
    '', 'true', 'yes', 'Truely', '1 2', '012', '1__0', '0x', '1.2.3', '1a', "'a", "'a\nb'", 'a', "'\\x4'", "'\\N{DASH}'", "'\\U00110000'",
    '[', "['a' 1]", '[,]', '[1,,2]', '(,)', "b'a'", "f'a'", '{}', '60 * 60', "os.environ['X']", "'a' 1",
  ])('%j is none', (text) => {
    expect(parseLiteral(text)).toBeUndefined()
  })

  it('is read as it was written', () => {
    fc.assert(fc.property(anyLiteral, (literal) => {
      expect(parseLiteral(formatLiteral(literal))).toEqual(literal)
    }))
  })

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
