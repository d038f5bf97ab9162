// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { features } from '../../../src/renderer/features/features.ts'
import { App } from '../../../src/renderer/shell/app.tsx'
import { useServices } from '../../../src/renderer/client/use-services.ts'
import { loadTabs } from '../../../src/renderer/shell/tab-loader.ts'
import { recordingLines } from '../../../src/shared/recording/write-recording.ts'
import { readRecording } from '../../../src/shared/recording/read-recording.ts'
import { answered, began, requested, saved, stamped } from '../../support/observations.ts'
import { find, textsOf } from '../../support/find.ts'
import { drawPanel } from '../../support/panel.tsx'

const lab = { version: '0.2.0', browsers: 'simulated', settingsFile: 'counter.cfg' } as const
const visit = (exchange: number, cookie: string) => [
  requested({ exchange }),
  saved({ exchange, mode: 'client-side', data: { count: exchange }, setCookie: cookie }),
  answered({ exchange, headers: [['Set-Cookie', cookie]] }),
]

const AppOfLab = () => <App services={useServices()} features={features} />

it('shows a recording in place of the lab, says so, changes nothing, and goes back', async () => {
  await loadTabs(features.tabs, 'timeline')
  const { container, calls, services, act, close } = await drawPanel(<AppOfLab />, {
    facts: [began({ lab }), ...visit(1, 'session=of-the-lab')],
  })
  const lines = () => textsOf(find(container, 'ul[aria-label="Set-Cookie"]'), 'li code')
  expect(lines()).toEqual(['session=of-the-lab'])
  const saved = [
    ...recordingLines(stamped([began({ lab }), ...visit(1, 'session=recorded'), ...visit(2, 'session=too')]), {
      product: '0.2.0',
      savedAt: 1_700_000_000_000,
    }),
  ].join('')
  const read = readRecording(saved, 'demo.jsonl')
  if (!read.ok) throw new Error(read.failure.message)
  await act(() => {
    services.recording.change({ ...read.value, name: 'demo.jsonl' })
  })
  expect(lines()).toEqual(['session=recorded', 'session=too'])
  const notices = find(container, '.notice-bar')
  expect(notices.textContent).toContain('Recording demo.jsonl: by what the file says')
  expect(find(container, '.inspector-tools').textContent).toContain('recorded')
  expect(find(container, '.inspector-tools').textContent).not.toContain('live')
  const before = calls.length
  await act(() => {
    find(container, '[aria-label="Clear the log"]').click()
  })
  expect(calls.length).toBe(before)
  expect(notices.textContent).toContain('This is a recording')
  await act(() => {
    services.recording.change(undefined)
  })
  expect(lines()).toEqual(['session=of-the-lab'])
  expect(find(container, '.notice-bar').textContent).toBe('')
  await close()
})
