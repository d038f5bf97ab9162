import { describe, expect, it } from 'vitest'
import { createObservationLog } from '../../../src/servers/observation/observation-log.ts'
import { createTroubles } from '../../../src/servers/observation/troubles.ts'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { troublesFold } from '../../../src/shared/folds/troubles.ts'

const createLog = () => createObservationLog({ clock: { now: () => 0 }, baseline: emptyBaseline })

describe('troubles', () => {
  it('stand in the stream until they are settled, also in a log that was cleared meanwhile', () => {
    const log = createLog()
    const troubles = createTroubles(log)
    const current = () => foldAll(troublesFold, log.read(0, Infinity))
    troubles.report('progress', 'The disk is full.')
    troubles.report('storage', 'The folder is gone.')
    log.clear()
    expect(current()).toEqual({ progress: 'The disk is full.', storage: 'The folder is gone.' })
    troubles.settle('progress')
    expect(current()).toEqual({ storage: 'The folder is gone.' })
  })

  it('append nothing when nothing changed', () => {
    const log = createLog()
    const troubles = createTroubles(log)
    troubles.report('progress', 'The disk is full.')
    const { length } = log.read(0, Infinity)
    troubles.report('progress', 'The disk is full.')
    troubles.settle('report')
    expect(log.read(0, Infinity)).toHaveLength(length)
  })
})
