import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/shared/stream/settings.ts'
import { parseSettings } from '../../../src/servers/settings/parse-settings.ts'
import { settingsTemplate } from '../../../src/servers/settings/settings-template.ts'

const settingsOf = (text: string) => parseSettings(text, 'counter.cfg')
const good = (text: string, expected: object) => {
  expect(settingsOf(text)).toEqual({ ok: true, value: { settings: { ...defaultSettings, ...expected }, unread: [] } })
}

describe('counter.cfg', () => {
  it('is the defaults when it says nothing', () => {
    for (const text of ['', '\n\n', '# nothing\n', '\ufeff', '   ', settingsTemplate]) good(text, {})
  })

  it('says what each key is', () => {
    good(
      `# The lab
USE_SESSION_STORE = True
USE_EXERCISE=False # not yet
KV_URL = "http://localhost:5100/"  # ours
KV_DBM = None
KV_STORE = 'redis://localhost:6379'
SECRET_KEY = 'it\\'s # secret'
SECRET_KEY_FALLBACKS = [
    'old',  # of last year
    # and one more:
    'older'
]
PERMANENT_SESSION_LIFETIME = 2_678_400
SESSION_COOKIE_SAMESITE = 'Lax'`,
      {
        USE_SESSION_STORE: true,
        KV_URL: 'http://localhost:5100/',
        KV_STORE: 'redis://localhost:6379',
        SECRET_KEY: "it's # secret",
        SECRET_KEY_FALLBACKS: ['old', 'older'],
        SESSION_COOKIE_SAMESITE: 'Lax',
      },
    )
  })

  it.each(['\n', '\r\n', '\r'])('may end its lines with %j', (end) => {
    good(
      [
        '',
        '# a',
        'USE_SESSION_STORE = True',
        "SECRET_KEY_FALLBACKS = ['a',",
        " 'b']",
        'LOCK_SESSIONS = False',
        '',
      ].join(end),
      {
        USE_SESSION_STORE: true,
        SECRET_KEY_FALLBACKS: ['a', 'b'],
        LOCK_SESSIONS: false,
      },
    )
  })

  it('goes by the last of a repeated key', () => {
    good('USE_SESSION_STORE = True\nUSE_SESSION_STORE = False\n', { USE_SESSION_STORE: false })
  })

  it('leaves alone what is not ours', () => {
    good(
      "import os\nDEBUG = os.environ.get('X')\nlower = 1 + 1\nNESTED = {\n 'a': [1, ')'],\n # }\n}\nTEXT = '''\nUSE_SESSION_STORE = 5\n'''\nUSE_SESSION_STORE = True",
      {
        USE_SESSION_STORE: true,
      },
    )
  })

  it.each<[string, number, string | undefined, RegExp]>([
    ["\nUSE_SESSION_STORE = 'yes'\n", 2, 'USE_SESSION_STORE', /expected True or False, and found 'yes'/],
    ['USE_SESSION_STORE = true', 1, 'USE_SESSION_STORE', /expected True or False, and found true/],
    ['USE_SESSION_STORE = 1', 1, 'USE_SESSION_STORE', /True or False/],
    ['USE_SESSION_STORE =', 1, 'USE_SESSION_STORE', /found nothing/],
    ['USE_SESSION_STORE = # True', 1, 'USE_SESSION_STORE', /found nothing/],
    ["# a\r\nKV_URL = 'localhost'", 2, 'KV_URL', /a URL in quotes/],
    ["KV_STORE = 'dbm'", 1, 'KV_STORE', /'disk', 'memory'/],
    ["SECRET_KEY_FALLBACKS = ('a')", 1, 'SECRET_KEY_FALLBACKS', /a list of texts/],
    ['PERMANENT_SESSION_LIFETIME = -1', 1, 'PERMANENT_SESSION_LIFETIME', /whole number of seconds/],
    ["SESSION_COOKIE_NAME = 'a b'", 1, 'SESSION_COOKIE_NAME', /a cookie name/],
    ["SESSION_COOKIE_SAMESITE = 'laxer'", 1, 'SESSION_COOKIE_SAMESITE', /'Strict', 'Lax', 'None' or None/],
    ["SECRET_KEY = 'open", 1, 'SECRET_KEY', /never closed/],
    ["\n\nSECRET_KEY_FALLBACKS = ['a',\n'b'\n", 3, 'SECRET_KEY_FALLBACKS', /never closed/],
    ['DEBUG = True\n  USE_SESSION_STORE = True', 2, 'USE_SESSION_STORE', /indented/],
    ['use the store', 1, undefined, /expected KEY = value/],
    ['USE_SESSION_STORE == True', 1, undefined, /expected KEY = value/],
    ['\u20ac = 1', 1, undefined, /part of a name/],
  ])('%j has a problem in line %i', (text, line, key, message) => {
    const parsed = settingsOf(text)
    if (parsed.ok) throw new Error('no problem')
    expect(parsed.failure).toHaveLength(1)
    expect(parsed.failure[0]).toMatchObject({
      file: 'counter.cfg',
      line,
      ...(key !== undefined && { key }),
      message: expect.stringMatching(message) as unknown,
    })
  })

  it('tells of every problem, and of no secret', () => {
    const parsed = settingsOf("SECRET_KEY = [b'top secret']\nUSE_EXERCISE = 5\nLOCK_SESSIONS = True\nrubbish")
    if (parsed.ok) throw new Error('no problem')
    expect(parsed.failure.map(({ line }) => line)).toEqual([1, 2, 4])
    expect(JSON.stringify(parsed.failure)).not.toContain('top secret')
  })

  it('is read or refused, whatever is in it', () => {
    const anyText = fc.string({
      unit: fc.constantFrom(
        'A',
        '=',
        ' ',
        "'",
        '"',
        '[',
        ']',
        '(',
        '#',
        '\\',
        '\n',
        '\r',
        '1',
        'True',
        'LOCK_SESSIONS',
        '\ufeff',
      ),
    })
    fc.assert(fc.property(anyText, (text) => typeof settingsOf(text).ok === 'boolean'))
  })

  it('starts from a template that names every key', () => {
    for (const key of Object.keys(defaultSettings)) expect(settingsTemplate).toContain(`\n# ${key} = `)
    good(settingsTemplate.replace(/^# ([A-Z_]+ = )/gm, '$1'), {})
  })
})
