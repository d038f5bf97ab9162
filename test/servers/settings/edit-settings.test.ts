import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SettingChange } from '../../../src/shared/stream/settings.ts'
import { editSettings } from '../../../src/servers/settings/edit-settings.ts'
import { parseSettings } from '../../../src/servers/settings/parse-settings.ts'
import { settingsTemplate } from '../../../src/servers/settings/settings-template.ts'

const storeOn: SettingChange = { key: 'USE_SESSION_STORE', value: true }

const anyChange: fc.Arbitrary<SettingChange> = fc.oneof(
  fc.boolean().map((value): SettingChange => ({ key: 'USE_SESSION_STORE', value })),
  fc.boolean().map((value): SettingChange => ({ key: 'LOCK_SESSIONS', value })),
  fc.option(fc.string({ unit: 'binary', minLength: 1 })).map((value): SettingChange => ({ key: 'SECRET_KEY', value })),
  fc
    .array(fc.string({ unit: 'binary', minLength: 1 }))
    .map((value): SettingChange => ({ key: 'SECRET_KEY_FALLBACKS', value })),
  fc.nat().map((value): SettingChange => ({ key: 'PERMANENT_SESSION_LIFETIME', value })),
  fc.constantFrom<SettingChange>(
    { key: 'SESSION_COOKIE_SAMESITE', value: null },
    { key: 'SESSION_COOKIE_SAMESITE', value: 'None' },
  ),
)

const anyLine = fc.constantFrom(
  '',
  '  ',
  '# a comment',
  "# SECRET_KEY = 'no'",
  'USE_SESSION_STORE = False',
  'USE_SESSION_STORE=True   # now',
  'LOCK_SESSIONS  =  False',
  'import os\nSECRET_KEY = os.urandom(16)',
  'from datetime import timedelta',
  'PERMANENT_SESSION_LIFETIME = 60 * 60',
  'LOCK_SESSIONS = USE_SESSION_STORE = True',
  'if 1 < 2:\n  LOCK_SESSIONS = False\nelse:\n\tLOCK_SESSIONS = True',
  "X = 1; SECRET_KEY = ('a'\n  'b') # c",
  "def f():\n  SECRET_KEY = 'c'",
  "SECRET_KEY = b'k\\xec'",
  'SECRET_KEY_FALLBACKS = None',
  "SECRET_KEY_FALLBACKS = ['old']\nSECRET_KEY_FALLBACKS += ['older']",
  "'''doc'''",
  "SECRET_KEY = 'a#b'",
  "SECRET_KEY_FALLBACKS = [\n  'a', # one\n  'b',\n]",
  "UNKNOWN = {'LOCK_SESSIONS = True': 1}",
  'lower = 1',
  "TEXT = '''\nLOCK_SESSIONS = 5\n'''",
)
const anyFile = fc
  .tuple(
    fc.array(anyLine, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.constantFrom('', '\ufeff'),
  )
  .map(([lines, end, closed, mark]) => mark + lines.join('\n').replaceAll('\n', end) + (closed ? end : ''))

describe('an edit of counter.cfg', () => {
  it('changes the value and nothing else', () => {
    const text = "# The lab\r\nUNKNOWN = 5\r\n\r\nUSE_SESSION_STORE =  False   # off for now\r\nSECRET_KEY = 'a'\r\n"
    expect(editSettings(text, storeOn)).toBe(text.replace('False', 'True'))
  })

  it('changes the one of a repeated key that counts', () => {
    expect(editSettings('USE_SESSION_STORE = False\nUSE_SESSION_STORE = False\n', storeOn)).toBe(
      'USE_SESSION_STORE = False\nUSE_SESSION_STORE = True\n',
    )
  })

  it('replaces a value of several lines as a whole', () => {
    const text = "A = 1\nSECRET_KEY_FALLBACKS = [\n  'a', # one\n  'b'\n] # old ones\nB = 2\n"
    expect(editSettings(text, { key: 'SECRET_KEY_FALLBACKS', value: ["it's"] })).toBe(
      'A = 1\nSECRET_KEY_FALLBACKS = ["it\'s"] # old ones\nB = 2\n',
    )
  })

  it('mends a value that is none', () => {
    expect(editSettings('USE_SESSION_STORE = # what?\n', storeOn)).toBe('USE_SESSION_STORE = True # what?\n')
  })

  it('puts a new key below its commented-out default', () => {
    expect(editSettings('# Store?\r\n# USE_SESSION_STORE = False\r\n\r\n# end\r\n', storeOn)).toBe(
      '# Store?\r\n# USE_SESSION_STORE = False\r\nUSE_SESSION_STORE = True\r\n\r\n# end\r\n',
    )
  })

  it('or at the end, with a comment, in the ends of line of the file', () => {
    expect(editSettings('A = 1\r\nB = 2', storeOn)).toMatch(
      /^A = 1\r\nB = 2\r\n\r\n# [^\r\n]+\r\nUSE_SESSION_STORE = True\r\n$/,
    )
    expect(editSettings('', storeOn)).toMatch(/^\n# [^\n]+\nUSE_SESSION_STORE = True\n$/)
  })

  it.each<[what: string, text: string, change: SettingChange, after: string]>([
    [
      'a value that is worked out',
      'import os\nSECRET_KEY = os.urandom(16)  # new\nX = 1',
      { key: 'SECRET_KEY', value: 'k' },
      "import os\nSECRET_KEY = 'k'  # new\nX = 1",
    ],
    [
      'a value in parentheses',
      "SECRET_KEY = ('a' # one\n  'b')\n",
      { key: 'SECRET_KEY', value: 'k' },
      "SECRET_KEY = 'k'\n",
    ],
    ['a typed value', 'USE_SESSION_STORE: bool = False\n', storeOn, 'USE_SESSION_STORE: bool = True\n'],
    [
      'one of several on a line',
      'A = 1; USE_SESSION_STORE = False; B = 2\n',
      storeOn,
      'A = 1; USE_SESSION_STORE = True; B = 2\n',
    ],
    [
      'the branch that is taken',
      'if 1 == 2:\n  USE_SESSION_STORE = None\nelse:\n  USE_SESSION_STORE = False\n',
      storeOn,
      'if 1 == 2:\n  USE_SESSION_STORE = None\nelse:\n  USE_SESSION_STORE = True\n',
    ],
    [
      'what a function makes',
      'PERMANENT_SESSION_LIFETIME = days(3)\ndef days(n): return n\n'.split('\n').reverse().join('\n').trim(),
      { key: 'PERMANENT_SESSION_LIFETIME', value: 5 },
      'def days(n): return n\nPERMANENT_SESSION_LIFETIME = 5',
    ],
    [
      'a key of other bytes',
      "SECRET_KEY = 'a'\n",
      { key: 'SECRET_KEY', value: 'k\udcec\n' },
      "SECRET_KEY = b'k\\xec\\x0a'\n",
    ],
  ])('changes %s', (_what, text, change, after) => {
    expect(editSettings(text, change)).toBe(after)
  })

  it.each<[what: string, text: string, change: SettingChange]>([
    ['has its value together with another', 'LOCK_SESSIONS = USE_SESSION_STORE = False\n', storeOn],
    [
      'another is worked out from',
      "SECRET_KEY = 'a'\nSECRET_KEY_FALLBACKS = [SECRET_KEY]\n",
      { key: 'SECRET_KEY', value: 'b' },
    ],
    [
      'is added to',
      'PERMANENT_SESSION_LIFETIME = 60\nPERMANENT_SESSION_LIFETIME *= 60\n',
      { key: 'PERMANENT_SESSION_LIFETIME', value: 7 },
    ],
    ['is unpacked', 'USE_SESSION_STORE, LOCK_SESSIONS = False, False\n', storeOn],
    ['is set where nobody knows whether', 'import sys\nif sys.argv:\n  USE_SESSION_STORE = False\n', storeOn],
    ['is set in a loop', 'for USE_SESSION_STORE in [False]: pass', storeOn],
    ['is deleted', 'USE_SESSION_STORE = False\ndel USE_SESSION_STORE\n', storeOn],
    ['is spelt otherwise', 'ＵＳＥ_SESSION_STORE, X = False, 1\n', storeOn],
  ])('comes to the end where the key %s', (_what, text, change) => {
    const after = editSettings(text, change)
    expect(after.startsWith(text)).toBe(true)
    const [one, other] = [parseSettings(text, 'f'), parseSettings(after, 'f')]
    if (!one.ok || !other.ok) throw new Error(JSON.stringify([one, other]))
    expect(other.value).toEqual({ settings: { ...one.value.settings, [change.key]: change.value }, unread: [] })
  })

  it('does what it says and leaves every other setting as it was', () => {
    fc.assert(
      fc.property(anyFile, anyChange, (text, change) => {
        const before = parseSettings(text, 'f')
        const after = parseSettings(editSettings(text, change), 'f')
        if (!before.ok) throw new Error(JSON.stringify(before.failure))
        expect(after).toEqual({
          ok: true,
          value: { settings: { ...before.value.settings, [change.key]: change.value }, unread: [] },
        })
      }),
    )
  })

  it('keeps every comment and unknown key, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyFile, anyChange, (text, change) => {
        const once = editSettings(text, change)
        for (const kept of text.match(/# .*|UNKNOWN.*|lower.*/g) ?? []) {
          if (!kept.startsWith('# one')) expect(once).toContain(kept)
        }
        expect(editSettings(once, change)).toBe(once)
      }),
    )
  })

  it('makes its way through the template, key by key', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 8 }), (changes) => {
        const parsed = parseSettings(changes.reduce(editSettings, settingsTemplate), 'f')
        const wanted = Object.fromEntries(changes.map(({ key, value }) => [key, value]))
        expect(parsed).toMatchObject({ ok: true, value: { settings: wanted } })
      }),
    )
  })
})
