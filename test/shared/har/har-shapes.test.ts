import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readHar } from '../../../src/shared/har/read-har.ts'
import type { ExchangeRecord } from '../../../src/shared/folds/exchanges.ts'
import { headerValues } from '../../../src/shared/stream/header-list.ts'
import type { Body } from '../../../src/shared/stream/body.ts'
import { participantLabel } from '../../../src/shared/stream/node.ts'
import { harTexts } from '../../../src/renderer/features/har/har-texts.ts'
import { valueOf } from '../../support/serve.ts'

const folder = new URL('fixtures/', import.meta.url)
const urls = { counter: 'http://localhost:5000/', kv: 'http://localhost:5100/' }

const bodyText = ({ encoding, text, bytes, truncated }: Body): string =>
  bytes === 0 ? '' : ` [${encoding === 'base64' ? 'base64 ' : ''}${text}${truncated ? ` … ${bytes}` : ''}]`

/** An exchange in one line: who asked whom for what, and what came of it. */
const lineOf = ({ from, to, nodes, method, target, httpVersion, headers, body, outcome }: ExchangeRecord): string => {
  const asked = `${participantLabel(from, nodes)} > ${participantLabel(to, nodes)}: ${method} ${target} ${httpVersion || '?'} {${headers.map(([name, value]) => `${name}: ${value}`).join('; ')}}${bodyText(body)}`
  if (outcome.state !== 'answered')
    return `${asked} = ${outcome.state === 'failed' ? `failed: ${outcome.problem}` : 'pending'}`
  const cookies = headerValues(outcome.headers, 'Set-Cookie')
    .map((line) => ` <${line}>`)
    .join('')
  return `${asked} = ${outcome.status} ${(outcome.httpVersion ?? '1.1') || '?'} ${outcome.duration} ms${cookies}${bodyText(outcome.body)}`
}

const read = (file: string) => {
  const { exchanges, notes } = valueOf(readHar(readFileSync(new URL(file, folder)), 'f', urls))
  const records = exchanges.rows.flatMap((id) => exchanges.byId.get(id) ?? [])
  return { records, told: [...records.map(lineOf), ...notes.map(harTexts.note)] }
}

describe('a file that another program wrote', () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith('.har')))('is read right: %s', (file) => {
    expect(read(file).told).toEqual(expected[file])
  })

  it('says when each of its exchanges was, whatever way it writes dates', () => {
    const began = (file: string) => read(file).records.map(({ requestedAt }) => new Date(requestedAt).toISOString())
    expect(began('firefox.har')).toEqual(['2026-11-30T12:00:00.000Z', '2026-11-30T12:00:01.000Z'])
    expect(began('fiddler-bom.har')).toEqual(['2026-11-30T12:00:00.123Z', '2026-11-30T12:00:00.123Z'])
    expect(began('proxyman.har')).toEqual(['2026-11-30T12:00:00.000Z'])
    expect(began('internet-explorer.har')).toEqual(['2026-11-30T12:00:00.123Z'])
    expect(began('numbers-as-text.har')).toEqual(['2026-11-30T12:00:00.000Z', '2026-11-30T12:00:01.000Z'])
    expect(began('short-forms.har').slice(0, 2)).toEqual(['2026-11-30T12:00:00.123Z', '2026-11-30T12:00:01.000Z'])
    expect(began('safari.har')).toEqual(['2026-11-30T12:00:00.000Z', '2026-11-30T12:00:00.000Z'])
  })
})

const expected: Readonly<Record<string, readonly string[]>> = {
  'browsermob.har': [
    'f > nowhere.example: GET https://nowhere.example/ 1.1 {Host: localhost:5000} = failed: Unable to resolve host: nowhere.example',
  ],
  'burp.har': [
    'f > counter: POST /reset 1.1 {Host: localhost:5000; Content-Length: 0} = 302 1.1 5 ms [<h1>Moved</h1>]',
  ],
  'charles.har': [
    'f > app.example:443: CONNECT app.example:443 1.1 {Host: app.example:443} = 200 1.1 5 ms [ok]',
    'f > key-value: POST / 1.1 {Host: localhost:5100; Content-Type: application/x-www-form-urlencoded} [a=1&b+c=d%26e%3Df%2Bg%27&empty=] = 200 1.1 5 ms [ok]',
    '1 request body put together from the fields of a form: the file has only those. (entry 2)',
  ],
  'chrome-http3.har': ['f > app.example: GET https://app.example/ 3 {priority: u=1} = 200 3 5 ms [ok]'],
  'chrome.har': [
    'f > app.example: POST https://app.example/login?x=1 2.0 {content-type: application/x-www-form-urlencoded; cookie: a=1} [user=ann] = 302 2.0 5 ms <session=abc; Path=/; Secure> <keep=1>',
    'f > counter: GET / 1.1 {Host: localhost:5000} = failed: net::ERR_CONNECTION_REFUSED',
    'f > app.example: GET wss://app.example/live 1.1 {Host: localhost:5000} = 101 1.1 5 ms [ok]',
    '2 WebSocket messages not shown. (the first in entry 3)',
  ],
  'edge-without-secrets.har': [
    'f > counter: GET / 1.1 {Host: localhost:5000} = 200 1.1 5 ms [ok]',
    '1 message with cookies in a list, but not in a header: not shown. (entry 1)',
  ],
  'fiddler-bom.har': [
    'f > counter: GET /a 1.1 {Host: localhost:5000} = 200 1.1 12 ms [ok]',
    'f > counter: GET /b 1.1 {Host: localhost:5000} = failed: The file has no answer.',
    '1 exchange without a date that can be read: placed after the one before. (entry 2)',
  ],
  'firefox.har': [
    'f > key-value: POST /?a=b 1.1 {Host: 127.0.0.1:5100; Content-Type: text/plain} [x=1] = 200 1.1 6 ms <a=1; Path=/> <b=2> [base64 R0lG/w==]',
    'f > counter: GET /x ? {} = failed: The file has no answer.',
  ],
  'headers-as-object.har': [
    'f > counter: get /x?y ? {Host: localhost:5000; X-List: a; X-List: b} = 200 ? 5 ms <a=1> <b=2> [ok]',
    'Skipped: 1 entry whose address is not one of HTTP (entry 2).',
  ],
  'http-toolkit.har': [
    'f > counter: GET /slow 1.1 {Host: localhost:5000} = failed: The file has no answer.',
    'f > counter: POST /big 1.1 {content-type: image/png} [base64 /9j/] = 200 1.1 5 ms [ … 60000]',
    '1 body not in the file. (entry 2)',
  ],
  'insomnia.har': [
    'f > counter: POST /upload 1.1 {Content-Type: multipart/form-data; boundary=X-INSOMNIA} [--X-INSOMNIA\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X-INSOMNIA\r\nContent-Disposition: form-data; name="file"; filename="a%22b.txt"\r\nContent-Type: text/plain\r\n\r\nhi\r\n--X-INSOMNIA--\r\n] = 200 1.1 5 ms [ok]',
    'f > localhost:5001: GET / 1.1 {Host: localhost:5000} = failed: Error',
    '1 request body put together from the fields of a form: the file has only those. (entry 1)',
  ],
  'internet-explorer.har': ['f > counter: GET / 1.1 {Host: localhost:5000} = 200 1.1 17 ms [ok]'],
  'k6.har': [
    'f > counter: GET /second 1.1 {Host: localhost:5000} = 200 1.1 5 ms [ok]',
    'Skipped: 2 entries without a response (the first in entry 1).',
  ],
  'mitmproxy.har': [
    'f > app.example: GET https://app.example/ 2.0 {cookie: a=1; cookie: b=2} = failed: server TLS handshake failed',
    'f > key-value: PUT /k 1.1 {Content-Type: application/json} [{"a":1}] = 200 1.1 3.25 ms [base64 /wD+]',
  ],
  'numbers-as-text.har': [
    'f > counter: GET / 1.1 {Host: localhost:5000} = 200 1.1 3.5 ms [ok]',
    'f > counter: GET /b 1.1 {Host: localhost:5000} = failed: The file gives the status 1000, which is none.',
  ],
  'odd-names.har': [
    'f > counter: GET / 1.1 {X-Fine: 4} = 200 1.1 5 ms [ok]',
    'Skipped: 3 entries whose method is not one word, as HTTP has it (the first in entry 1).',
    '4 headers left out: the name is not one that HTTP allows. (the first in entry 4)',
  ],
  'playwright.har': [
    'f > counter: GET / 1.1 {Host: localhost:5000} = failed: net::ERR_CONNECTION_REFUSED',
    'f > counter: POST /x 1.1 {Host: localhost:5000} [ … 9] = 200 1.1 5 ms [ … 12]',
    '2 bodies not in the file. (the first in entry 2)',
  ],
  'postman.har': [
    'f > key-value: POST / 1.1 {Content-Type: application/json; X-Number: 42; X-Flag: true; X-Nothing: } [{"foo":"bar"}] = 201 1.1 5 ms [{}]',
    '5 values that should be text, but were not: shown as they are written. (the first in entry 1)',
  ],
  'proxyman.har': ['f > counter: GET / 1.1 {Host: localhost:5000} = 304 1.1 5 ms'],
  'puppeteer.har': [
    'f > counter: GET / 1.1 {Host: localhost:5000} = 200 1.1 5 ms <session=a; Path=/> <other=b; Path=/> [ok]',
    'Skipped: 2 entries whose address is not one of HTTP (the first in entry 2).',
  ],
  'reverse-order.har': [
    'f > counter: GET /first 1.1 {Host: localhost:5000} = 200 1.1 9000 ms [ok]',
    'f > counter: GET /second 1.1 {Host: localhost:5000} = 200 1.1 5 ms [ok]',
  ],
  'safari.har': [
    'f > app.example: GET https://app.example/ 2 {Accept: */*} = 200 2 5 ms [<h1>a</h1>]',
    'f > app.example: GET https://app.example/broken ? {} = failed: The network connection was lost.',
    '1 exchange without a date that can be read: placed after the one before. (entry 2)',
  ],
  'sessionscope-0.1.0.har': [
    'Browser A > counter: POST / 1.1 {Host: localhost:5060; Content-Type: application/octet-stream} [base64 /wA=] = 200 1.1 5 ms [ok]',
    'counter > key-value: GET /k 1.1 {Host: localhost:5000} = failed: no answer yet',
  ],
  'short-forms.har': [
    'f > counter: GET /comma 1.1 {Host: localhost:5000} = 200 1.1 5 ms [ok]',
    'f > counter: GET /zone 2 {Host: localhost:5000} = 404 1.1 5 ms [ok]',
    'f > counter: POST /form 1.1 {Host: localhost:5000} [a=1&b+c=2&b+c=%26] = 200 1.1 5 ms [plain]',
    'f > counter: GET /number 1.1 {Host: localhost:5000} = 200 1.1 5 ms [5]',
    '1 request body put together from the fields of a form: the file has only those. (entry 3)',
    '1 value that should be text, but was not: shown as it is written. (entry 4)',
  ],
  'utf-16.har': ['f > counter: GET /ü 1.1 {Host: localhost:5000} = 200 1.1 5 ms [ok]'],
  'webpagetest.har': ['f > app.example: GET http://app.example/ ? {Host: app.example} = 200 ? 65 ms [ok]'],
}
