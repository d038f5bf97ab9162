import type { Observation } from '../../src/shared/stream/observation.ts'
import type { ObservationLog } from '../../src/servers/observation/observation-log.ts'

const patience = 10_000

/** Resolves with the first observation, past or to come, that is wanted; rejects when none comes within ten seconds. */
export const observed = <O extends Observation>(
  log: Pick<ObservationLog, 'read' | 'onAppend'>,
  isWanted: (observation: Observation) => observation is O,
): Promise<O> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const found = log.read(0, Number.MAX_SAFE_INTEGER).find(isWanted)
      if (found === undefined) return
      clearTimeout(timer)
      stop()
      resolve(found)
    }
    const stop = log.onAppend(look)
    const timer = setTimeout(() => {
      stop()
      reject(new Error('The awaited observation did not come.'))
    }, patience)
    look()
  })

/** Whether an observation is of a kind; narrows its type. */
export const isKind =
  <K extends Observation['kind']>(kind: K) =>
  (observation: Observation): observation is Extract<Observation, { kind: K }> =>
    observation.kind === kind
