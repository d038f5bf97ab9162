import { at, partsOf, saidBy, secondsAsMoment } from './cookie-parts.ts'
import { decodeBase64 } from '../../base/base64url.ts'
import type { CookieReader, CookieReading } from './cookie-reading.ts'

/** Tornado's secure cookies (`set_signed_cookie`), both versions, and its XSRF token, which is no session. */
export const tornadoReader: CookieReader = {
  format: 'tornado-v2',
  label: 'Tornado signed cookie',
  variants: { 'tornado-v1': 'Tornado signed cookie, first version', 'tornado-xsrf': 'Tornado XSRF token' },
  read: (value) => (value.includes('|') ? (readSecond(value) ?? readFirst(value) ?? readToken(value)) : undefined),
}

const second = /^2\|(\d+):(\d*)\|(\d+):(\d+)\|(\d+):([^|]*)\|(\d+):([A-Za-z\d+/]*={0,2})\|([\da-f]{64})$/

const readSecond = (value: string): CookieReading | undefined => {
  const [, ...fields] = second.exec(value) ?? []
  const signature = fields.pop()
  if (signature === undefined) return undefined
  // Each field says its length.
  const isWhole = [0, 2, 4, 6].every((place) => Number(fields[place]) === fields[place + 1]?.length)
  const [, version = '', , time = '', , name = '', , payload = ''] = fields
  const { says } = saidBy(decodeBase64(payload))
  if (!isWhole) return undefined
  return {
    format: 'tornado-v2',
    certainty: 'likely',
    kind: 'signed',
    parts: partsOf(
      value,
      ['value', 'format version', '2'],
      ['value', 'key version', version],
      ['time', 'time', time],
      ['value', 'name', name],
      ['data', 'value', payload, says === undefined ? {} : { says, id: 'data' }],
      ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }],
    ),
    ...(says === undefined ? {} : { data: says }),
    ...at('signedAt', secondsAsMoment(Number(time))),
  }
}

const readFirst = (value: string): CookieReading | undefined => {
  const [, payload, time = '', signature = ''] =
    /^((?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?)\|(\d{9,11})\|([\da-f]{40})$/.exec(value) ?? []
  if (payload === undefined) return undefined
  const { says } = saidBy(decodeBase64(payload))
  return {
    format: 'tornado-v1',
    certainty: 'likely',
    kind: 'signed',
    parts: partsOf(
      value,
      ['data', 'value', payload, says === undefined ? {} : { says }],
      ['time', 'time', time],
      ['signature', 'signature (HMAC-SHA1)', signature, { id: 'signature' }],
    ),
    ...(says === undefined ? {} : { data: says }),
    ...at('signedAt', secondsAsMoment(Number(time))),
  }
}

const readToken = (value: string): CookieReading | undefined => {
  const [, mask, token = '', time = ''] = /^2\|([\da-f]{8})\|([\da-f]{32})\|(\d{9,11})$/.exec(value) ?? []
  if (mask === undefined) return undefined
  return {
    format: 'tornado-xsrf',
    certainty: 'likely',
    kind: 'opaque',
    purpose: 'csrf',
    parts: partsOf(
      value,
      ['value', 'version', '2'],
      ['value', 'mask', mask],
      ['value', 'token', token],
      ['time', 'time', time],
    ),
    data: { version: 2 },
    ...at('signedAt', secondsAsMoment(Number(time))),
  }
}
