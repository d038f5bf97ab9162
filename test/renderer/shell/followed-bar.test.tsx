// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { FollowedBar } from '../../../src/renderer/shell/followed-bar.tsx'
import { began, opened, requested, saved } from '../../support/observations.ts'
import { find, textsOf } from '../../support/find.ts'
import { drawPanel } from '../../support/panel.tsx'

const id = '6cea3f31-0b52-4b0c-9c2e-2f6f9f6d4f10'
const line = `session=${id}; Path=/`

it('tells the life of the session that is followed, whoever brought it', async () => {
  const facts = [
    began(),
    requested({ exchange: 1 }),
    opened({ exchange: 1 }),
    saved({ exchange: 1, id, data: { count: 1 }, setCookie: line }),
    requested({ exchange: 2, from: 'browser-b' }),
    opened({ exchange: 2, cookie: id, outcome: { state: 'loaded', data: { count: 1 } } }),
    saved({ exchange: 2, id, setCookie: 'session=; Max-Age=0' }),
  ]
  const { container, services, act, close } = await drawPanel(<FollowedBar />, { facts })
  expect(container.textContent).toBe('')
  await act(() => {
    services.followed.change(`id:${id}`)
  })
  expect(textsOf(container, '.following')).toEqual(['following 6cea3f31'])
  const events = textsOf(container, '.followed-life li').map((text) => text.replace(/^[\d:]+ /, ''))
  expect(events).toEqual([
    'began in #1, with Browser A',
    'brought by Browser B, too, in #2',
    'emptied in #2, by Browser B',
  ])
  await act(() => {
    find(container, '[aria-label="Stop following this session"]').click()
  })
  expect(container.textContent).toBe('')
  await close()
})

it('says so when nothing of it is in the log any more', async () => {
  const { container, services, act, close } = await drawPanel(<FollowedBar />, { facts: [began()] })
  await act(() => {
    services.followed.change('signed:7')
  })
  expect(container.textContent).toContain('#7')
  expect(textsOf(container, '.followed-life li')).toEqual(['nothing of it is in the log any more'])
  await close()
})
