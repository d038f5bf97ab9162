import { STATUS_CODES } from 'node:http'
import { failure, success, type Result } from '../../shared/base/result.ts'
import type { HopChange } from '../../shared/request/hop-change.ts'
import { isOfConnection } from '../../shared/request/request-rules.ts'
import { emptyBody } from '../../shared/stream/body.ts'
import type { HeaderList } from '../../shared/stream/header-list.ts'
import type { HeldAnswer, HandMade, HeldMessage, HeldRequest } from '../../shared/stream/steps.ts'
import { toBody } from './body.ts'

/** What a change by hand makes of a message. */
export interface MadeByHand<Now extends HandMade = HandMade> {
  readonly now: Now
  /** The bytes of its body; absent where they stay as they are. */
  readonly body?: Buffer
}

type ChangeOf<K extends HopChange['kind']> = Extract<HopChange, { kind: K }>

/** Applies a change to the message that is held. `Content-Length` follows from the body, and what belongs to the connection stays. */
export const applyChange = (was: HeldMessage, change: HopChange): Result<MadeByHand> => {
  switch (change.kind) {
    case 'cut':
    case 'late':
      return success({ now: change })
    case 'request':
      return was.kind === 'request'
        ? success(changedRequest(was, change))
        : failure('bad-input', 'What is held is an answer; its request was handled already.')
    case 'answer':
      return was.kind === 'request' ? success(answerInstead(change)) : changedAnswer(was, change)
  }
}

const changedRequest = (was: HeldRequest, { body, ...change }: ChangeOf<'request'>): MadeByHand => {
  if (body === undefined) {
    const headers = [...change.headers, ...ofConnection(was.headers)]
    return { now: { ...change, headers, body: was.body } }
  }
  const bytes = Buffer.from(body)
  const headers = [...change.headers, ...unframed(was.headers), ...lengthOf(bytes, was.headers)]
  return { now: { ...change, headers, body: toBody(bytes) }, body: bytes }
}

// A request without a body need not say so (RFC 9110 §8.6); one that did goes on doing it.
const lengthOf = (bytes: Buffer, was: HeaderList): HeaderList =>
  bytes.length > 0 || was.some(([name]) => isFraming(name)) ? [contentLength(bytes)] : []

const changedAnswer = (was: HeldAnswer, { body, ...change }: ChangeOf<'answer'>): Result<MadeByHand> => {
  const reason = change.status === was.status ? was.reason : reasonOf(change.status)
  const now = { ...change, reason }
  if (hasNoContent(change.status))
    return success({ now: { ...now, headers: [...change.headers, ...unframed(was.headers)], body: emptyBody } })
  if (body === undefined) {
    const headers = [...change.headers, ...ofConnection(was.headers)]
    return success({ now: { ...now, headers, ...(was.body === undefined ? {} : { body: was.body }) } })
  }
  if (was.body === undefined)
    return failure('bad-input', 'The body of this answer cannot be changed: it is not there as a whole.')
  const bytes = Buffer.from(body)
  const headers = [...change.headers, ...unframed(was.headers), contentLength(bytes)]
  return success({ now: { ...now, headers, body: toBody(bytes) }, body: bytes })
}

const answerInstead = ({ body = '', ...change }: ChangeOf<'answer'>): MadeByHand => {
  const bytes = Buffer.from(hasNoContent(change.status) ? '' : body)
  const headers = hasNoContent(change.status) ? change.headers : [...change.headers, contentLength(bytes)]
  return { now: { ...change, reason: reasonOf(change.status), headers, body: toBody(bytes) }, body: bytes }
}

const reasonOf = (status: number): string => STATUS_CODES[status] ?? ''

/** RFC 9110 §15.3.5, §15.4.5. */
const hasNoContent = (status: number): boolean => status === 204 || status === 304

const contentLength = ({ length }: Buffer): HeaderList[number] => ['Content-Length', String(length)]

const ofConnection = (headers: HeaderList): HeaderList => headers.filter(([name]) => isOfConnection(name))

const unframed = (headers: HeaderList): HeaderList => ofConnection(headers).filter(([name]) => !isFraming(name))

// What says where a body ends (RFC 9112 §6).
const isFraming = (name: string): boolean => /^(?:content-length|transfer-encoding)$/i.test(name)
