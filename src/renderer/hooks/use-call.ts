import { useCallback } from 'react'
import type { Input, OperationName, Output } from '../../shared/contract.ts'
import type { Result } from '../../shared/result.ts'
import { useServices } from './use-services.ts'

/** Calls an operation of the lab. */
export type Call = <N extends OperationName>(name: N, input: Input<N>) => Promise<Result<Output<N>>>

/** Calls operations; a failure is returned, and shown as a notice besides. */
export const useCall = (): Call => {
  const { lab, notices } = useServices()
  return useCallback<Call>(
    async (name, input) => {
      const result = await lab.call(name, input)
      if (!result.ok) notices.add(result.failure.message)
      return result
    },
    [lab, notices],
  )
}
