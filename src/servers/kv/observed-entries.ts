import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { Result } from '../../shared/base/result.ts'
import type { Entries, NewValue, PreconditionFailed, StoredValue, WrittenKey } from './entries/entries.ts'
import type { Precondition } from './entries/precondition.ts'

/** {@link Entries} that are told in the course of which exchange a write is asked for, if it is observed; an engine takes no notice. */
export interface ObservedEntries extends Entries {
  set(
    changes: ReadonlyMap<string, NewValue>,
    precondition?: Precondition,
    exchange?: ExchangeId,
  ): Promise<Result<readonly WrittenKey[], PreconditionFailed>>
  delete(
    key: string,
    precondition?: Precondition,
    exchange?: ExchangeId,
  ): Promise<Result<StoredValue | undefined, PreconditionFailed>>
}
