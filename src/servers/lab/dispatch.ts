import { z } from 'zod'
import { contract, isOperationName, type Handlers, type Input, type OperationName } from '../../shared/wire/contract.ts'
import { deepestJson, isTooDeep } from '../../shared/base/json.ts'
import { failure, messageOf, type Result } from '../../shared/base/result.ts'

/** Carries out an operation that came over a wire: nothing about its name or input is taken for granted. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Result<unknown>>

/**
 * The one way into the lab: checks the name, parses the input, calls the handler. It never throws, since error classes
 * do not survive a wire; a defect becomes a failure and is reported to `onDefect`.
 */
export const createDispatch =
  (handlers: Handlers, onDefect: (thrown: unknown) => void): Dispatch =>
  async (name, input) => {
    if (typeof name !== 'string') return failure('unknown-operation', 'An operation is named by a text.')
    if (!isOperationName(name)) return failure('unknown-operation', `There is no operation ${JSON.stringify(name)}.`)
    if (isTooDeep(input))
      return failure('bad-input', `${name}: the input nests lists and objects more than ${deepestJson} deep.`)
    try {
      const parsed = contract[name].input.safeParse(input)
      if (!parsed.success) return failure('bad-input', `${name}: ${z.prettifyError(parsed.error)}`)
      return await run(handlers, name, parsed.data as Input<typeof name>)
    } catch (thrown) {
      onDefect(thrown)
      return failure('defect', `${name} failed: ${messageOf(thrown)}`)
    }
  }

// The schema under `name` made the input, so it fits the handler under `name`.
const run = <N extends OperationName>(handlers: Handlers, name: N, input: Input<N>) => handlers[name](input)
