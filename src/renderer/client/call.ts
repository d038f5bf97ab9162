import type { Input, OperationName, Output } from '../../shared/wire/contract.ts'
import type { Failure } from '../../shared/base/failure.ts'
import type { Result } from '../../shared/base/result.ts'
import type { BaseServices } from './services.ts'

/** Calls an operation of the lab. */
export type Call = <N extends OperationName>(name: N, input: Input<N>) => Promise<Result<Output<N>>>

/** Calls operations; a failure is returned, and shown as a notice besides. */
export const callWith =
  ({ lab, notices }: Pick<BaseServices, 'lab' | 'notices'>): Call =>
  async (name, input) => {
    const result = await lab.call(name, input)
    if (result.ok) notices.settle(name)
    else if (!isSaidByPage(name, result.failure)) notices.add(name, result.failure.message)
    return result
  }

// A page that did not load says so itself, in its own place.
const isSaidByPage = (name: OperationName, { code }: Failure): boolean =>
  code === 'unavailable' && (name === 'browser.open' || name === 'browser.reload' || name === 'browser.submit')
