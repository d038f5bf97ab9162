import type { SessionRefusal } from '../../shared/stream/changes.ts'

/** Why a session cookie was refused, in a few words. */
export const refusalReasons: Readonly<Record<SessionRefusal, string>> = {
  malformed: 'it is not a signed value',
  'bad-signature': 'the signature does not match',
  expired: 'it is older than the session lifetime',
  'from-the-future': 'it says it was signed in the future',
  'too-large': 'it would unpack to more than the server accepts',
  'not-an-object': 'what it stands for is not a session',
  'too-deep': 'what it stands for is nested too deeply',
  'malformed-id': 'it is not a session id',
  'unknown-id': 'nothing is stored under this id',
}
