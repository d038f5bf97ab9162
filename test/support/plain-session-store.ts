import { failed, messageOf, success, type Result } from '../../src/shared/base/result.ts'
import { jsonSchema, type Json } from '../../src/shared/base/json.ts'
import type { SessionStore, StoreCall, StoreFailure } from '../../src/servers/session/session-store.ts'

/** The three methods as a student writes them: they return what they like and throw where they fail. */
export interface KeyValueMethods {
  setKey(key: string, value: Json): unknown
  getKey(key: string): unknown
  deleteKey(key: string): unknown
}

/**
 * A {@link SessionStore} over three plain methods. It knows no versions, so requests of one session only wait for each
 * other inside this process. A method that does not return in time is left to itself.
 */
export const plainSessionStore = (methods: KeyValueMethods): SessionStore => ({
  setKey: async (key, value, call) => {
    const done = await attempt('setKey', () => methods.setKey(key, value), call)
    return done.ok ? success(undefined) : done
  },
  getKey: async (key, call) => {
    const read = await attempt('getKey', () => methods.getKey(key), call)
    if (!read.ok) return read
    const value = jsonSchema.safeParse(read.value ?? null)
    if (!value.success) return failed({ kind: 'nonsense', message: 'getKey returned what JSON cannot say' })
    return success({ value: value.data, ...(value.data === null && { found: { state: 'absent' } }) })
  },
  deleteKey: async (key, call) => {
    const done = await attempt('deleteKey', () => methods.deleteKey(key), call)
    return done.ok ? success(undefined) : done
  },
})

const attempt = async (
  name: keyof KeyValueMethods,
  work: () => unknown,
  { signal }: StoreCall,
): Promise<Result<unknown, StoreFailure>> => {
  const { promise: aborted, resolve: onAbort } = withResolver()
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  try {
    const returned = Promise.resolve(work()).then(success)
    return await Promise.race([
      returned,
      aborted.then(() => failed<StoreFailure>({ kind: 'hanging', message: `${name} did not return in time` })),
    ])
  } catch (thrown) {
    return failed({ kind: 'broken', message: `${name}: ${messageOf(thrown)}` })
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

const withResolver = () => {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => (resolve = settle))
  return { promise, resolve }
}
