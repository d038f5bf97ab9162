import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Observation, ObservationOf } from '../../../src/shared/stream/observation.ts'
import { isKind, observed } from '../../support/wait-for.ts'
import { startPlayedLab, type PlayedLab } from '../../support/played-lab.ts'

// Where `localhost` is 127.0.0.1 alone, nothing of a lab that listens on ::1 may go by that name.
let lab: PlayedLab
beforeAll(async () => {
  lab = await startPlayedLab({ host: '::1' })
})
afterAll(() => lab.close())

it('has its simulated browsers on the counter', async () => {
  expect(lab.counter.url).toMatch(/^http:\/\/\[::1\]:\d+\/$/)
  const isItsPage = (one: Observation): one is ObservationOf<'page.changed'> =>
    one.kind === 'page.changed' && one.page.url === lab.counter.url && one.page.title !== ''
  expect((await observed(lab.log, isItsPage)).page.title).toBe('Counter example')
  await observed(
    lab.log,
    (one): one is ObservationOf<'jar.changed'> =>
      one.kind === 'jar.changed' && one.cookies.some(({ name }) => name === 'session'),
  )
})

it.each(['point-1', 'point-2', 'point-3', 'copied-id', 'cookies-ignore-ports', 'store-down'])(
  '%s can be run there',
  async (lesson) => {
    await lab.play(lesson)
    const judged = lab.log
      .read(0, Number.MAX_SAFE_INTEGER)
      .filter(isKind('lesson.judged'))
      .findLast((one) => one.lesson === lesson)
    expect(judged).toMatchObject({ judged: { verdict: { state: 'passed' } } })
  },
)
