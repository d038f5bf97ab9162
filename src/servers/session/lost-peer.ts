import { isAxiosError, isCancel } from 'axios'
import { messageOf } from '../../shared/base/result.ts'
import { causeOfLoss } from './cause-of-loss.ts'
import type { StoreFailure } from './session-store.ts'

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
export const didConnectionBreak = (thrown: unknown): boolean =>
  isAxiosError(thrown) && (thrown.code === 'ECONNRESET' || thrown.code === 'EPIPE')
