import { useMemo } from 'react'
import { callWith, type Call } from './call.ts'
import { useServices } from './use-services.ts'

/** Calls operations; a failure is returned, and shown as a notice besides. */
export const useCall = (): Call => {
  const { lab, notices } = useServices()
  return useMemo(() => callWith({ lab, notices }), [lab, notices])
}
