import type { Input, OperationName, Output } from './contract.ts'
import type { Observation } from '../stream/observation.ts'
import type { Result } from '../base/result.ts'

/** The panel's end of the contract; what carries it (IPC or HTTP) is no concern of the panel's. */
export interface LabLink {
  /** Asks the lab to do something. Never rejects: a lost lab is a {@link Result} too. */
  call<N extends OperationName>(name: N, input: Input<N>): Promise<Result<Output<N>>>
  /** Follows the stream after a sequence number (0: from its beginning); returns what ends it. */
  observe(after: number, listener: (batch: readonly Observation[]) => void): () => void
}
