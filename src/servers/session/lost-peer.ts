import { isAxiosError, isCancel } from 'axios'
import { messageOf } from '../../shared/result.ts'
import type { StoreFailure } from './session-store.ts'

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'there is no such host',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that host',
}

/** What the code of a system error says about a peer that is not there. */
export const causeOfLoss = (code: string | undefined): string | undefined => causes[code ?? '']

/** What an exception of axios says about the store, in words; `what` names the call. */
export const lostPeer = (thrown: unknown, what: string): StoreFailure => {
  if (isCancel(thrown)) return { kind: 'hanging', message: `${what}: no answer within the time limit` }
  const code = isAxiosError(thrown) ? thrown.code : undefined
  const cause = causeOfLoss(code)
  if (cause !== undefined) return { kind: 'down', message: `${what}: ${cause}` }
  const isTimeout = code === 'ETIMEDOUT' || code === 'ECONNABORTED'
  return { kind: isTimeout ? 'hanging' : 'nonsense', message: `${what}: ${messageOf(thrown)}` }
}

/** Whether the connection broke under a call: the other side may have closed it while it lay idle, before the request arrived. */
export const didConnectionBreak = (thrown: unknown): boolean => isAxiosError(thrown) && (thrown.code === 'ECONNRESET' || thrown.code === 'EPIPE')
