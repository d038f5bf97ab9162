import { describe, expect, it } from 'vitest'
import { pageHeading, pageText } from '../../../src/shared/exchange/page-heading.ts'
import { formOfButton } from '../../../src/servers/browser/form-of-button.ts'
import { shownText } from '../../../src/servers/browser/shown-text.ts'
import { titleOf } from '../../../src/servers/browser/title-of.ts'

describe('titleOf', () => {
  it.each([
    ['<title>Hello</title>', 'Hello'],
    ['<TITLE class="a">\n  Two\twords </TITLE >', 'Two words'],
    ['<title>a &amp; b &lt;i&gt; &eacute; &#x41;</title>', 'a & b <i> é A'],
    ['<title>a <b> c</title>', 'a <b> c'],
    ['<script>"<title>no</title>"</script><!-- <title>no</title> --><title>yes</title>', 'yes'],
    ['<title>first</title><title>second</title>', 'first'],
    ['<p>none', ''],
    ['<title>never closed', 'never closed'],
    ['', ''],
  ])('of %j is %j', (html, title) => {
    expect(titleOf(html)).toBe(title)
  })
})

describe('formOfButton', () => {
  const page = `
    <form action="/other"><button>Other</button></form>
    <form method="POST" action="/send?a=1">
      <input name="text" value="a &quot;b&quot;"><input name="empty"><input name="off" value="1" disabled>
      <input type="checkbox" name="yes" checked><input type="checkbox" name="no" value="n"><input type="radio" name="one" value="r" CHECKED>
      <textarea name="area">\n  two &amp; three </textarea>
      <select name="first"><option>A<option value="b">B</select>
      <select name="chosen"><option value="a">A</option><option selected> B </option></select>
      <button name="which" value="1">  Send
        <b>it</b></button>
      <input type="submit" name="also" value="Too"><button type="button" name="script">Script</button>
    </form>
    <button>Outside</button>`

  it('has the fields that a browser would send', () => {
    expect(formOfButton(page, 'Send it')).toEqual({
      method: 'post',
      action: '/send?a=1',
      fields: [
        ['text', 'a "b"'],
        ['empty', ''],
        ['yes', 'on'],
        ['one', 'r'],
        ['area', '  two & three '],
        ['first', 'A'],
        ['chosen', 'B'],
        ['which', '1'],
      ],
    })
  })

  it('knows buttons that are inputs, and sends only the one that was pressed', () => {
    const fields = formOfButton(page, 'Too')?.fields ?? []
    expect(fields.slice(-1)).toEqual([['also', 'Too']])
    expect(fields.map(([name]) => name)).not.toContain('which')
  })

  it.each(['Outside', 'Script', 'No such button', ''])('is undefined for %j', (name) => {
    expect(formOfButton(page, name)).toBeUndefined()
  })

  it('has no action and GET where the page says nothing', () => {
    expect(formOfButton(page, 'Other')).toEqual({ method: 'get', action: '/other', fields: [] })
    expect(formOfButton('<form><input type=submit></form>', 'Submit')).toEqual({
      method: 'get',
      action: '',
      fields: [],
    })
  })
})

it('the text of a page is what it shows', () => {
  expect(shownText('<title>T</title><style>a{}</style><script>1 < 2</script><h1>Count: 1</h1>\n<p>a&nbsp;&lt;b')).toBe(
    'Count: 1 a <b',
  )
})

// Each makes a search that begins anew at every place, or a tree as deep as the page is long.
const pieces = [
  '<div>',
  '<ul><li>',
  '<p><b>',
  '<form>',
  '<select>',
  '<option>',
  '<table>',
  '<svg>',
  '<title>',
  '<h1>',
  '<h1',
  '<title',
  '</h1',
  '</x>',
  '<',
  '<!--',
  '<!',
  '</',
  '&',
  '&#',
  '&amp',
  ' a',
  '<a b=">',
  "<b a='",
  '<form><button>',
  '<h1>a',
  '<title>a',
  '<textarea>',
  '<script>',
  ' ',
  '\n',
]
const length = 1_000_000

it.each(pieces)('takes no time to speak of for a page that is nothing but %j', (piece) => {
  const html = piece.repeat(Math.ceil(length / piece.length))
  const before = process.cpuUsage()
  for (const read of [titleOf, shownText, pageHeading, pageText]) read(html)
  formOfButton(html, 'Send')
  const { user } = process.cpuUsage(before)
  // Seconds of the processor's, for five readings. With a search, or a tree, that grows with the square it takes minutes.
  expect(user / 1e6).toBeLessThan(8)
})
