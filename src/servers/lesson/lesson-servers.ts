import type { Result } from '../../shared/base/result.ts'
import type { RunningServer } from '../http/serve-app.ts'
import type { SecretKeys } from '../session/signer.ts'

/** A server that a lesson can stop and start again. */
interface LessonServer extends Pick<RunningServer, 'url'> {
  stop(): Promise<void>
  start(): Promise<Result<undefined>>
}

/** What lessons do with the servers of the lab. */
export interface LessonServers {
  readonly counter: LessonServer
  readonly kv: LessonServer
  /** The keys that the counter signs with, now. */
  readonly keys: () => SecretKeys
  /** The random key that is used where the settings name none. */
  readonly randomKey: { get(): string; set(key: string): void }
}
