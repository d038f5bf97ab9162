import { indented, jsonTokens } from '../../../shared/base/indented-json.ts'
import { parseJson } from '../../../shared/base/parse-json.ts'
import { byteLength } from '../../../shared/request/byte-length.ts'
import type { HopChange } from '../../../shared/request/hop-change.ts'
import { isOfConnection } from '../../../shared/request/request-rules.ts'
import type { HeaderList } from '../../../shared/stream/header-list.ts'
import type { HeldMessage } from '../../../shared/stream/steps.ts'

/** A header line that is edited; `id` tells lines apart whose names are the same. */
export interface DraftHeader {
  readonly id: number
  readonly name: string
  readonly value: string
}

/** A message that is held, as it is edited. */
export interface HeldDraft {
  readonly method: string
  readonly target: string
  readonly status: number
  readonly headers: readonly DraftHeader[]
  /** Indented, where it is JSON; undefined where it cannot be edited. */
  readonly body: string | undefined
}

/** What is edited, before anything was. */
export const heldDraftOf = (message: HeldMessage): HeldDraft => ({
  method: message.kind === 'request' ? message.method : '',
  target: message.kind === 'request' ? message.target : '',
  status: message.kind === 'answer' ? message.status : 0,
  headers: ownHeaders(message.headers).map(([name, value], id) => ({ id, name, value })),
  body: editableBody(message),
})

const ownHeaders = (headers: HeaderList): HeaderList => headers.filter(([name]) => !isOfConnection(name))

const editableBody = ({ body }: HeldMessage): string | undefined => {
  if (body === undefined || body.encoding !== 'utf8' || body.truncated) return undefined
  return isJson(body.text) ? indented(body.text) : body.text
}

// A number or a word is JSON, too, but nobody takes it for that.
const isJson = (text: string): boolean => /^\s*[[{]/.test(text) && parseJson(text) !== undefined

/** The change that a draft stands for; undefined where it is the message as it was. */
export const changeOf = (draft: HeldDraft, message: HeldMessage): HopChange | undefined => {
  const before = heldDraftOf(message)
  const headers = draft.headers.filter(({ name, value }) => name !== '' || value !== '')
  const isSame =
    draft.body === before.body &&
    draft.method === before.method &&
    draft.target === before.target &&
    draft.status === before.status &&
    textOf(headers) === textOf(before.headers)
  if (isSame) return undefined
  const body = bodyToSend(draft, message)
  const rest = {
    headers: headers.map(({ name, value }) => [name, value] as const),
    ...(body === undefined ? {} : { body }),
  }
  if (message.kind === 'answer') return { kind: 'answer', status: draft.status, ...rest }
  return { kind: 'request', method: draft.method, target: draft.target, ...rest }
}

const textOf = (headers: readonly DraftHeader[]): string =>
  JSON.stringify(headers.map(({ name, value }) => [name, value]))

/** What becomes of an edited body when it is sent. */
export type BodyFate = 'as-it-was' | 'compact' | 'no-json' | 'as-it-stands'

export const bodyFate = ({ body }: HeldDraft, message: HeldMessage): BodyFate => {
  if (body === undefined || body === heldDraftOf(message).body) return 'as-it-was'
  if (isJson(body)) return 'compact'
  return isJson(message.body?.text ?? '') ? 'no-json' : 'as-it-stands'
}

const bodyToSend = (draft: HeldDraft, message: HeldMessage): string | undefined => {
  const fate = bodyFate(draft, message)
  if (fate === 'as-it-was') return undefined
  return fate === 'compact' ? [...jsonTokens(draft.body ?? '')].map(([token]) => token).join('') : draft.body
}

/** How many bytes the body will have. */
export const lengthOf = (draft: HeldDraft, message: HeldMessage): number => {
  const body = bodyToSend(draft, message)
  return body === undefined ? (message.body?.bytes ?? 0) : byteLength(body)
}
