import { failed, type Result } from '../../shared/base/result.ts'
import type { SessionRefusal } from '../../shared/stream/changes.ts'

/** Why a session cookie was not accepted; `detail` says more in words. */
export interface CookieRefusal {
  readonly reason: SessionRefusal
  readonly detail: string
}

export const refuseCookie = (reason: SessionRefusal, detail: string): Result<never, CookieRefusal> =>
  failed({ reason, detail })
