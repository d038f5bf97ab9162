import { expect, it } from 'vitest'
import { attribute } from '../../../../src/renderer/features/exchange-detail/attribute-wording.ts'
import { readSetCookie } from '../../../../src/shared/cookie/read-set-cookie.ts'

const at = Date.UTC(2026, 0, 1)
const explained = (raw: string, url = 'http://localhost:5000/dir/page'): string[] => {
  const reading = readSetCookie(raw, { url: new URL(url), at })
  return reading.attributes.map((_, place) => attribute(reading, place, at))
}

it.each([
  ['Path=/', [/every path/]],
  ['Path=/shop', [/\/shop and the paths below/]],
  ['Path=app', [/ignored.*path of the page, \/dir$/]],
  ['Max-Age=60', [/60 seconds/]],
  ['Max-Age=0', [/at once/]],
  ['Max-Age=-9999999999999', [/at once/]],
  ['Max-Age=9999999999999', [/400 days/]],
  ['Max-Age=soon', [/ignored: not a whole number/]],
  ['Max-Age="60"', [/ignored: not a whole number/]],
  ['Expires=yesterday', [/ignored: not a date/]],
  ['Expires=0', [/ignored: not a date/]],
  ['Expires=Fri, 01-Jan-55 00:00:00 GMT', [/400 days/]],
  ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', [/has passed/]],
  ['Expires=Fri, 01 May 2026 00:00:00 GMT', [/drops the cookie then/]],
  ['Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', [/60 seconds/, /ignored: Max-Age/]],
  ['Domain=', [/ignored: it is empty/]],
  ['Domain=localhost', [/sent to localhost alone/]],
  ['Domain=example.com', [/does not keep the cookie/]],
  ['SameSite=foo', [/counts as Lax/]],
  ['SameSite=Lax; SameSite=Strict', [/ignored: the same attribute follows/, /never sent/]],
  ['Secure; Secure', [/ignored: the same attribute follows/, /HTTPS only/]],
  ['Partitioned', [/does not keep the cookie/]],
  ['Partitioned; Secure', [/kept apart/, /HTTPS/]],
  ['Priority=High', [/180 cookies/]],
  ['Priority=urgent', [/ignored/]],
  [`Path=/${'x'.repeat(1024)}`, [/1024 bytes/]],
  ['Colour=red', [/not an attribute that browsers know/]],
])('%.50s', (attributes, sentences) => {
  expect(explained(`a=1; ${attributes}`)).toEqual(
    sentences.map((sentence) => expect.stringMatching(sentence) as string),
  )
})

it('says of a Domain above the host that the hosts below get the cookie', () => {
  expect(explained('a=1; Domain=.shop.example', 'http://www.shop.example/')).toEqual([
    'sent to shop.example and every host below it',
  ])
})
