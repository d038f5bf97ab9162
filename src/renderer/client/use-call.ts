import { useCallback } from 'react'
import type { Input, OperationName, Output } from '../../shared/wire/contract.ts'
import type { Failure, Result } from '../../shared/base/result.ts'
import { useServices } from './use-services.ts'

/** Calls an operation of the lab. */
export type Call = <N extends OperationName>(name: N, input: Input<N>) => Promise<Result<Output<N>>>

/** Calls operations; a failure is returned, and shown as a notice besides. */
export const useCall = (): Call => {
  const { lab, notices } = useServices()
  return useCallback<Call>(
    async (name, input) => {
      const result = await lab.call(name, input)
      if (result.ok) notices.settle(name)
      else if (!isSaidByPage(name, result.failure)) notices.add(name, result.failure.message)
      return result
    },
    [lab, notices],
  )
}

// A page that did not load says so itself, in its own place.
const isSaidByPage = (name: OperationName, { code }: Failure): boolean =>
  code === 'unavailable' && (name === 'browser.open' || name === 'browser.reload' || name === 'browser.submit')
