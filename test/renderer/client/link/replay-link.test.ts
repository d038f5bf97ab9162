import { describe, expect, it } from 'vitest'
import { createReplayLink } from '../../../../src/renderer/client/link/replay-link.ts'
import { readAll } from '../../../../src/renderer/client/link/read-all.ts'
import type { LabLink } from '../../../../src/shared/wire/lab-link.ts'
import { success } from '../../../../src/shared/base/result.ts'
import type { Observation } from '../../../../src/shared/stream/observation.ts'
import { answered, began, requested, stamped } from '../../../support/observations.ts'

const stream = stamped([began(), requested(), answered(), requested({ exchange: 2 }), answered({ exchange: 2 })])

describe('the replay link', () => {
  it('carries the stream, from wherever it is asked for', async () => {
    const link = createReplayLink(stream)
    await expect(readAll(link, 5)).resolves.toEqual(success(stream))
    const later = await new Promise<readonly Observation[]>((resolve) => link.observe(3, resolve))
    expect(later).toEqual(stream.slice(3))
  })

  it('tells nothing to somebody who has gone', async () => {
    const told: unknown[] = []
    createReplayLink(stream).observe(0, (batch) => told.push(batch))()
    await Promise.resolve()
    await Promise.resolve()
    expect(told).toEqual([])
  })

  it('refuses every call in words', async () => {
    await expect(createReplayLink(stream).call('log.clear', {})).resolves.toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('This is a recording') as string },
    })
  })
})

describe('readAll', () => {
  it('begins anew when the log was cleared meanwhile, and ends what it began', async () => {
    let isEnded = false
    const cleared = { ...began({}, 'cleared'), sequence: 4, at: 0 }
    const link: LabLink = {
      ...createReplayLink([]),
      observe: (_after, listener) => {
        queueMicrotask(() => {
          listener(stream.slice(0, 2))
          listener([cleared])
        })
        return () => {
          isEnded = true
        }
      },
    }
    await expect(readAll(link, 4)).resolves.toEqual(success([cleared]))
    expect(isEnded).toBe(true)
  })

  it('gives up in words when the stream stops before it is whole, and follows it no longer', async () => {
    let isEnded = false
    const link: LabLink = {
      ...createReplayLink([]),
      observe: (_after, listener) => {
        queueMicrotask(() => {
          listener(stream.slice(0, 2))
        })
        return () => {
          isEnded = true
        }
      },
    }
    await expect(readAll(link, 5, 20)).resolves.toMatchObject({
      ok: false,
      failure: { message: 'The lab does not say what it has observed.' },
    })
    expect(isEnded).toBe(true)
  })
})
