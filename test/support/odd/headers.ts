import type { HeaderList } from '../../../src/shared/stream/header-list.ts'
import { octets } from './octets.ts'

// Of each, the programs that cannot send it, by their first letters.

export const headers: readonly (readonly [string, HeaderList, string])[] = [
  ['a plain one', [['X-A', 'b']], ''],
  ['an empty value', [['X-A', '']], ''],
  ['only white space', [['X-A', '  ']], ''],
  ['white space around', [['X-A', ' \tb ']], ''],
  ['a tab within', [['X-A', 'a\tb']], ''],
  ['quotes', [['X-A', `'"\`$HOME $(id) \\n !!`]], ''],
  ['percent signs', [['X-A', '%s%d%%']], ''],
  ['a value like a file', [['X-A', '@/etc/passwd']], ''],
  ['a value like JSON', [['X-A', '=1']], ''],
  ['a value like raw JSON', [['X-A', '={"a":1}']], ''],
  ['a value like an empty header', [['X-A', ';']], ''],
  ['colons', [['X-A', '::@=;']], ''],
  ['backslashes', [['X-A', '\\ \\\\ \\a']], ''],
  ['a backslash before a separator', [['X-A', 'a\\=b']], 'h'],
  ['two backslashes before a separator', [['X-A', 'a\\\\:b']], ''],
  ['a backslash at the end', [['X-A', 'a\\']], ''],
  ['a semicolon at the end', [['X-A', 'a;']], ''],
  ['a name that begins with a dash', [['-x', 'v']], ''],
  ['a name like an option', [['--raw', 'v']], ''],
  ['a name like an option taken back', [['--no-verify', 'v']], ''],
  ['a name like an option, empty', [['--print', '']], ''],
  ['names of odd tokens', [["!#$%&'*+.^_`|~", 'v']], ''],
  ['a name that an object takes for its prototype', [['__proto__', 'v']], 'f'],
  [
    'names of digits',
    [
      ['1', 'a'],
      ['0', 'b'],
    ],
    '',
  ],
  ['UTF-8', [['X-A', octets('ü€😀')]], ''],
  ['Latin-1', [['X-A', '\xfc']], 'h'],
  ['octets that are no text', [['X-A', '\x80\xff\xc3']], 'h'],
  ['an octet first that Python has for white space', [['X-A', '\xa0a']], 'h'],
  ['a space of Unicode at the end', [['X-A', octets('a\u00a0')]], 'h'],
  ['a space of Unicode first', [['X-A', octets('\u3000a')]], 'h'],
  ['a space of Unicode within', [['X-A', octets('a\u00a0b\u200b')]], ''],
  ['a control character of Unicode', [['X-A', octets('a\u009bb')]], ''],
  [
    'a header twice',
    [
      ['X-A', '1'],
      ['X-A', '2'],
    ],
    'fr',
  ],
  [
    'a header twice, in another case',
    [
      ['X-A', '1'],
      ['x-a', '2'],
    ],
    'fr',
  ],
  [
    'a header twice, once empty',
    [
      ['X-A', ''],
      ['X-A', '2'],
    ],
    'fr',
  ],
  ['cookies', [['Cookie', `session=a'b$x; "q"=\\1; c`]], ''],
  [
    'two lines of cookies',
    [
      ['Cookie', 'a=1'],
      ['Cookie', 'b=2'],
    ],
    'fr',
  ],
  ['an Accept', [['Accept', 'text/html;q=0.5, */*']], ''],
  ['an Accept-Language', [['Accept-Language', 'de']], ''],
  [
    'a Referer and an Origin',
    [
      ['Referer', 'http://localhost/x?y#z'],
      ['Origin', 'null'],
    ],
    '',
  ],
  ['an Authorization', [['Authorization', 'Basic YTpi']], ''],
  ['another Host', [['Host', 'app.example:8080']], 'f'],
  ['a type without a body', [['Content-Type', 'text/plain']], ''],
  ['an encoding without a body', [['Content-Encoding', 'gzip']], ''],
  ['a Range', [['Range', 'bytes=0-1']], ''],
  ['a condition', [['If-None-Match', '"a", W/"b"']], 'f'],
  [
    'what the connection needs',
    [
      ['Connection', 'close'],
      ['TE', 'trailers'],
      ['X-A', 'b'],
    ],
    '',
  ],
  [
    'a length that is wrong',
    [
      ['Content-Length', '7'],
      ['X-A', 'b'],
    ],
    '',
  ],
  [
    'who sends',
    [
      ['User-Agent', 'x'],
      ['Accept-Encoding', 'br'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['X-A', 'b'],
    ],
    '',
  ],
  ['a long one', [['X-A', 'a'.repeat(20_000)]], ''],
  ['fifty', Array.from({ length: 50 }, (_, index) => [`X-${index}`, String(index)] as const), ''],
  ['set-cookie', [['Set-Cookie', 'a=b']], ''],
]
