import type { Bounds } from '../../shared/wire/contract.ts'
import { blankPage } from '../../shared/stream/lab-state.ts'
import type { Fact } from '../../shared/stream/observation.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import type { Result } from '../../shared/base/result.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { BrowserDriver } from './browser-driver.ts'

/** What a driver tells of itself. */
export type Voice = Pick<ObservationLog, 'append'>

/** Makes a driver; those of one partition share their jar. */
export type CreateDriver = (partition: string, log: Voice) => BrowserDriver

/** Who can be on stage, with what was last told of it. */
export interface Actor {
  readonly driver: BrowserDriver
  readonly told: Map<Fact['kind'], Fact>
}

/** Of several drivers of one browser the one that is seen and heard; the others keep still. */
export interface Spotlight {
  /** The one in front. */
  actor(): Actor
  /** Makes one more, which waits. */
  join(partition: string): Actor
  /** Puts one in front, where it is placed and tells how it stands. */
  bringToFront(actor: Actor): Promise<void>
  /** Places the one in front, and whoever comes after it. */
  place(bounds: Bounds | null): Promise<Result<undefined>>
}

/** A {@link Spotlight} on the browser's own driver. */
export const createSpotlight = (browser: BrowserId, log: Voice, create: CreateDriver): Spotlight => {
  let bounds: Bounds | null = null
  let front: Actor | undefined

  const join = (partition: string): Actor => {
    const told: Actor['told'] = new Map()
    const append: Voice['append'] = (fact) => {
      told.set(fact.kind, fact)
      return front === undefined || front.told === told ? log.append(fact) : { sequence: 0, at: 0, ...fact }
    }
    return { driver: create(partition, { append }), told }
  }
  const own = join(browser)
  front = own

  const announce = async ({ driver, told }: Actor): Promise<void> => {
    log.append(told.get('page.changed') ?? { kind: 'page.changed', browser, page: blankPage })
    log.append({ kind: 'jar.changed', browser, cookies: [...(await driver.cookies())] })
    log.append(told.get('verdicts.changed') ?? { kind: 'verdicts.changed', browser, areReasonsKnown: true })
  }

  return {
    actor: () => front ?? own,
    join,
    bringToFront: async (actor) => {
      const before = front
      if (before === actor) return
      front = actor
      await before?.driver.place(null)
      await actor.driver.place(bounds)
      await announce(actor)
    },
    place: (next) => {
      bounds = next
      return (front ?? own).driver.place(next)
    },
  }
}
