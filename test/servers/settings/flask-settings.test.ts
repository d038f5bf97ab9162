import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../../src/shared/stream/settings.ts'
import { bytesOfKey } from '../../../src/servers/settings/key-text.ts'
import { formatFloat } from '../../../src/servers/settings/python-float.ts'
import { parseSettings } from '../../../src/servers/settings/parse-settings.ts'
import { readPython } from '../../../src/servers/settings/python/run-python.ts'
import { isDict, isSequence, isUnknown, type PythonValue } from '../../../src/servers/settings/python/values.ts'
import { hasFlask } from '../../support/flask-judge.ts'
import { askFlask, type FlaskAnswer } from '../../support/flask-settings.ts'
import { foundExpressions, openFiles, readFiles } from './flask-files.ts'

/** A value in the form in which the judge writes it. */
const plain = (value: PythonValue): unknown => {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return { int: value.toString() }
  if (typeof value === 'string') return { str: value }
  if (isUnknown(value)) return 'open'
  if (isSequence(value))
    return value.type === 'set'
      ? { set: value.items.map((item) => JSON.stringify(plain(item)).replace(':', ': ')).sort() }
      : { [value.type]: value.items.map(plain) }
  if (isDict(value)) return { dict: value.entries.map(([key, item]) => [plain(key), plain(item)]) }
  if (value.type === 'float') return { float: formatFloat(value.number) }
  if (value.type === 'bytes') return { bytes: Buffer.from(value.bytes).toString('hex') }
  return value.type === 'timedelta' ? { timedelta: value.microseconds.toString() } : { other: value.type }
}

const environment = { HAVE: 'Yes' }

/** What is read here of a file: values of the names that Flask takes, or the line of the first thing at which Python stops. */
const read = (text: string): { readonly values?: Record<string, unknown>; readonly line?: number } => {
  const python = readPython(text, { file: '/app/counter.cfg', environment })
  const fault = python.ok ? python.value.faults[0] : python.failure
  if (fault !== undefined || !python.ok) return { line: text.slice(0, fault?.at).split(/\r\n|\n|\r/).length }
  const isUpper = (name: string): boolean => name === name.toUpperCase() && name !== name.toLowerCase()
  return {
    values: Object.fromEntries(
      Array.from(python.value.bindings)
        .filter(([name]) => isUpper(name))
        .map(([name, { value }]) => [name, plain(value)]),
    ),
  }
}

/** What the files of chance are made from: the same seed makes the same ones again. Others are tried with more of them. */
const seed = Number(process.env['SESSIONSCOPE_FUZZ_SEED'] ?? 20_241_125)
const times = Number(process.env['SESSIONSCOPE_FUZZ_TIMES'] ?? 1)

const anyAtom = fc.constantFrom(
  '1',
  '0',
  '-3',
  '2.5',
  '1e3',
  '7',
  'True',
  'False',
  'None',
  "'a'",
  "''",
  "b'x'",
  'A',
  'B',
  'C',
  '[]',
  '[1, 2]',
  '(1,)',
  '()',
  '{1: 2}',
  "r'\\n'",
  '0x1f',
  "'é'",
  '1_0',
  "'%s'",
  "'%d%%'",
  "'%s-%s'",
  "b'%s'",
  "b'%d'",
  "(1, 'a')",
  'T',
  '1e300',
  '{}',
  "b''",
  "' 5 '",
)
const anySign = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '==',
  '!=',
  '<',
  '>=',
  'in',
  'not in',
  'is',
  'is not',
  'and',
  'or',
  '&',
  '|',
  '^',
  '>>',
)
const { expression: anyExpression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression')
  return {
    expression: fc.oneof(
      { maxDepth: 4 },
      { arbitrary: anyAtom, weight: 2 },
      fc.tuple(inner, anySign, inner).map(([left, sign, right]) => `${left} ${sign} ${right}`),
      fc
        .tuple(fc.constantFrom("'%s'", "'%d'", "''", "'%s %%'", "b'%s'", "b''", "'%s%s'"), inner)
        .map(([pattern, value]) => `${pattern} % ${value}`),
      fc.tuple(fc.constantFrom('not ', '-', '+', '~'), inner).map(([sign, value]) => sign + value),
      inner.map((value) => `(${value})`),
      inner.map((value) => `[${value}]`),
      fc.tuple(inner, inner).map(([value, other]) => `(${value}, ${other})`),
      fc.tuple(inner, inner, inner).map(([value, test, other]) => `${value} if ${test} else ${other}`),
      fc
        .tuple(fc.constantFrom('int', 'bool', 'str', 'len', 'float', 'abs', 'list', 'tuple'), inner)
        .map(([name, value]) => `${name}(${value})`),
      inner.map((value) => `(${value})[0]`),
    ),
  }
})
const anyUpdate = fc
  .tuple(anyExpression, fc.constantFrom('+', '-', '*', '%', '|', '//'), anyExpression)
  .map(([value, sign, other]) => `X = Y = ${value}\nX ${sign}= ${other}\n`)
const before = "from datetime import timedelta\nT = timedelta(days=1)\nA = 5\nB = 'text'\nC = [1, 'a']\n"
const expressions = [
  ...foundExpressions.map((expression) => `X = ${expression}\n`),
  ...fc.sample(anyExpression, { numRuns: 600 * times, seed }).map((expression) => `X = ${expression}\n`),
  ...fc.sample(anyUpdate, { numRuns: 200 * times, seed }),
].map((statement) => before + statement)

const anyDamage = fc.tuple(
  fc.constantFrom(...readFiles),
  fc.nat(),
  fc.constantFrom('', ' ', '\n', '(', ']', "'", '"', ':', '=', '\\', ',', '1', '.', '#', '  ', 'if ', 'not '),
  fc.nat({ max: 2 }),
)
// A warning of ours less than Python's is none of a settings file; values that are too large for a file are not judged.
const damaged = fc
  .sample(anyDamage, { numRuns: 500 * times, seed })
  .map(
    ([text, where, put, drop]) =>
      text.slice(0, where % (text.length + 1)) + put + text.slice((where % (text.length + 1)) + drop),
  )
  .filter((text) => !/\d{4}|\*\*|<</.test(text))

describe.skipIf(!hasFlask)('beside the from_pyfile of Debian’s Flask (needs python3-flask)', () => {
  const answers = new Map<string, FlaskAnswer>()
  beforeAll(async () => {
    const texts = [...readFiles, ...openFiles.map(([text]) => text), ...expressions, ...damaged]
    for (const [index, answer] of (await askFlask(texts, environment)).entries())
      answers.set(texts[index] ?? '', answer)
  }, 60_000 * times)

  it.each(readFiles)('reads every form of value as it does, and stops where it stops: %j', (text) => {
    const { values, line } = answers.get(text) ?? {}
    expect(read(text)).toEqual(values === undefined ? { line } : { values })
  })

  it.each(openFiles)('leaves open what only running would tell, and nothing else: %j', (text, open) => {
    const values = Object.entries(read(text).values ?? {})
    const theirs = answers.get(text)?.values ?? {}
    expect(
      values
        .filter(([, value]) => value === 'open')
        .map(([name]) => name)
        .sort(),
    ).toEqual([...open].sort())
    for (const [name, value] of values) if (value !== 'open') expect([name, value]).toEqual([name, theirs[name]])
  })

  it('never says another value of an expression than Python', () => {
    const isOpen = (value: unknown): boolean => JSON.stringify(value ?? null).includes('"open"')
    const all = expressions.map((text) => ({ text, ours: read(text), theirs: answers.get(text) }))
    const wrong = all.filter(({ ours, theirs }) => {
      // Python may have stopped before, at what is open here.
      if (ours.values === undefined) return theirs?.line === undefined || theirs.line > (ours.line ?? 0)
      const told = Object.entries(ours.values).filter(([, value]) => !isOpen(value))
      // What is open may be where Python stops.
      if (theirs?.values === undefined) return told.length === Object.keys(ours.values).length
      return told.some(([name, value]) => !isDeepStrictEqual(value, theirs.values?.[name]))
    })
    expect(wrong).toEqual([])
    expect(all.filter(({ ours }) => ours.values && isOpen(ours.values['X'])).length).toBeLessThan(
      expressions.length / 2,
    )
  })

  it('stops where Python stops in files that were damaged', () => {
    const wrong = damaged.filter((text) => {
      const [ours, theirs] = [read(text), answers.get(text)]
      if (theirs?.error === undefined) return ours.values === undefined
      // What Python stops at while it runs may be left open here; what is no Python may not.
      return ['SyntaxError', 'IndentationError', 'TabError'].includes(theirs.error) && ours.values !== undefined
    })
    expect(wrong).toEqual([])
  })
})

describe('what a value means to Flask', () => {
  const settingsOf = (text: string): Partial<Settings> => {
    const parsed = parseSettings(text, 'counter.cfg')
    if (!parsed.ok || parsed.value.unread.length > 0) throw new Error(JSON.stringify(parsed))
    const changed = Object.entries(parsed.value.settings).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaultSettings[key as keyof Settings]),
    )
    return Object.fromEntries(changed)
  }

  it.each<[string, Partial<Settings>]>([
    ['USE_SESSION_STORE=True\nimport os\nSECRET_KEY = os.urandom(16)\n', { USE_SESSION_STORE: true }],
    ['import secrets\nSECRET_KEY = secrets.token_hex()\n', {}],
    ['import uuid\nSECRET_KEY = uuid.uuid4().hex\n', {}],
    ["import os\nSECRET_KEY = os.environ.get('NOT_THERE', 'dev')\n", { SECRET_KEY: 'dev' }],
    ["SECRET_KEY = ('a'\n    'b')\n", { SECRET_KEY: 'ab' }],
    ['SECRET_KEY = """a\nb"""\n', { SECRET_KEY: 'a\nb' }],
    ["SECRET_KEY = b'plain'\n", { SECRET_KEY: 'plain' }],
    ['SECRET_KEY_FALLBACKS = None\n', {}],
    ["SECRET_KEY_FALLBACKS = ('a', b'b')\n", { SECRET_KEY_FALLBACKS: ['a', 'b'] }],
    ["F = ['a']\nF.append('b')\nSECRET_KEY_FALLBACKS = F\n", { SECRET_KEY_FALLBACKS: ['a', 'b'] }],
    ["SESSION_COOKIE_SAMESITE = 'lax'\n", { SESSION_COOKIE_SAMESITE: 'Lax' }],
    ["SESSION_COOKIE_SAMESITE = 'STRICT'\n", { SESSION_COOKIE_SAMESITE: 'Strict' }],
    ["SESSION_COOKIE_PATH = '/app'\n", { SESSION_COOKIE_PATH: '/app' }],
    ["SESSION_COOKIE_PATH = ''\nSESSION_COOKIE_DOMAIN = False\n", {}],
    ["APPLICATION_ROOT = '/app'\n", { APPLICATION_ROOT: '/app' }],
    [
      'from datetime import timedelta\nPERMANENT_SESSION_LIFETIME = timedelta(days=1)\n',
      { PERMANENT_SESSION_LIFETIME: 86_400 },
    ],
    ['PERMANENT_SESSION_LIFETIME = 60 * 60\n', { PERMANENT_SESSION_LIFETIME: 3_600 }],
    ['PERMANENT_SESSION_LIFETIME = 1.5\n', { PERMANENT_SESSION_LIFETIME: 1 }],
    ['SCHLÜSSEL = 1\nUSE_SESSION_STORE = True\n', { USE_SESSION_STORE: true }],
    ['ＵＳＥ_ＳＥＳＳＩＯＮ_ＳＴＯＲＥ = True\n', { USE_SESSION_STORE: true }],
    [
      "class Config:\n  SECRET_KEY = 'no'\ndef f(x):\n  return [y for y in x]\nMAIL = f([1])\nUSE_SESSION_STORE = True\n",
      { USE_SESSION_STORE: true },
    ],
  ])('%j', (text, expected) => {
    expect(settingsOf(text)).toEqual(expected)
  })

  it('keeps a key of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        const literal = Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
        expect(bytesOfKey(settingsOf(`SECRET_KEY = b'${literal}'\n`).SECRET_KEY ?? '')).toEqual(Buffer.from(bytes))
      }),
      { seed, numRuns: 100 * times },
    )
  })

  it('keeps the value of before where only running would tell, says so without the text, and takes the rest', () => {
    const before: Settings = { ...defaultSettings, SECRET_KEY: 'before' }
    const parsed = parseSettings(
      "import vault\nUSE_SESSION_STORE = True\nSECRET_KEY = vault.read('hush')\n",
      'f',
      before,
    )
    expect(parsed).toMatchObject({
      ok: true,
      value: { settings: { ...before, USE_SESSION_STORE: true }, unread: [{ line: 3, key: 'SECRET_KEY' }] },
    })
    expect(JSON.stringify(parsed)).not.toContain('hush')
  })

  it('says that an import may bring more than is read', () => {
    expect(parseSettings('from local_settings import *\nUSE_SESSION_STORE = True\n', 'f')).toMatchObject({
      ok: true,
      value: { settings: { USE_SESSION_STORE: true }, unread: [{ line: 1 }] },
    })
  })
})

describe('a file of any size and kind', () => {
  const piece = fc.constantFrom(
    'X',
    ' = ',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    "'",
    '"""',
    '\\',
    '\n',
    '\r',
    '\n  ',
    '\t',
    ':',
    ',',
    '1',
    '9',
    ' ** ',
    ' * ',
    ' << ',
    "'a' * ",
    'if ',
    'else',
    'def f',
    'lambda ',
    'not ',
    ' and ',
    'f"',
    '.',
    '#',
    '\0',
    '\ufeff',
    'é',
    '€',
    '=',
    'SECRET_KEY',
    'X += X',
    'yield',
    'import os',
    'for ',
    ' in ',
    'print',
    '@',
  )

  it('is read or refused, whatever is in it', () => {
    const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(anyText, (text) => typeof parseSettings(text, 'f').ok === 'boolean'),
      { seed, numRuns: 1_000 * times },
    )
  })

  it.each([
    ['open brackets', '('.repeat(250_000)],
    ['nested lists', `X = ${'['.repeat(190)}${']'.repeat(190)}`],
    ['a sum', `X = 1${' + 1'.repeat(60_000)}`],
    ['signs', `X = ${'-'.repeat(250_000)}1`],
    ['negations', `X = ${'not '.repeat(60_000)}1`],
    ['a tower', 'X = 9 ** 9 ** 9 ** 9'],
    ['powers of powers', `X = 3\n${'X = X ** 2\n'.repeat(2_000)}`],
    ['shifts', 'X = 1 << 10 ** 12'],
    ['a long text', "X = 'a' * 10 ** 12"],
    ['doubled texts', `X = 'a' * 1000\n${'X = X + X\n'.repeat(2_000)}`],
    ['doubled lists', `X = [1] * 1000\n${'X += X\n'.repeat(2_000)}`],
    ['lists of lists', `X = [1]\n${'X = [X, X]\n'.repeat(100)}Y = X == X\nZ = str(X)\n`],
    ['fields', `X = 'a'\n${"X = f'{X}{X}'\n".repeat(100)}`],
    ['joined texts', `X = 'a' * 100000\n${'X = X.join([X, X, X])\n'.repeat(50)}`],
    ['replaced texts', `X = 'a' * 100000\n${"X = X.replace('a', X)\n".repeat(50)}`],
    ['spans', 'from datetime import timedelta\nX = timedelta(days=1)\n' + 'X = X * 1000\n'.repeat(500)],
    ['a dict of many keys', `X = {${Array.from({ length: 15_000 }, (_, at) => `${at}: ${at}`).join(', ')}}`],
    ['many lines', 'X = 1\n'.repeat(25_000)],
    ['many faults', 'nothing\n'.repeat(15_000)],
    ['many imports', 'from a import *\n'.repeat(5_000)],
    ['many types', 'SECRET_KEY: int\n'.repeat(8_000)],
    ['many calls of own functions', 'def f(): pass\nf()\n'.repeat(5_000)],
    ['many calls with much', `L = ('a',) * 1000000\n${'sorted(L)\n'.repeat(5_000)}`],
    ['much work on a text', `X = 'a' * 1000000\n${'Y = X.encode().hex().upper() < X\n'.repeat(7_000)}`],
    ['much text of paths', `import os\nX = 'a' * 100000\n${'X = os.path.join(X, X)\n'.repeat(100)}`],
    ['one long text', `X = '${'a'.repeat(1_000_000)}'`],
    ['backslashes', `X = ${'\\\n'.repeat(100_000)}1`],
    ['steps', Array.from({ length: 99 }, (_, at) => `${' '.repeat(at)}if 1:\n`).join('') + `${' '.repeat(99)}X = 1\n`],
    ['a number', `X = ${'9'.repeat(300_000)}`],
  ])('takes no longer than it may: %s', (_what, text) => {
    const begun = process.cpuUsage()
    expect(typeof parseSettings(text, 'f').ok).toBe('boolean')
    const { user, system } = process.cpuUsage(begun)
    // Processor time, of which a busy machine takes no more; what is unbounded takes minutes.
    expect((user + system) / 1e6).toBeLessThan(10)
  })
})
