// @vitest-environment happy-dom
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { features } from '../../src/renderer/features/features.ts'
import { App } from '../../src/renderer/shell/app.tsx'
import { loadTabs } from '../../src/renderer/shell/tab-loader.ts'
import { useServices } from '../../src/renderer/client/use-services.ts'
import { exchangesFold } from '../../src/shared/folds/exchanges.ts'
import { readRecording } from '../../src/shared/recording/read-recording.ts'
import { foldAll } from '../../src/shared/stream/fold.ts'
import { drawPanel } from '../support/panel.tsx'
import { find } from '../support/find.ts'
import { valueOf } from '../support/serve.ts'
import { states } from './states.ts'

const folder = join(import.meta.dirname, 'recordings')
const AppOfLab = () => <App services={useServices()} features={features} />

const recordingOf = async (state: string) => {
  const name = `${state}.recording.jsonl`
  return { ...valueOf(readRecording(await readFile(join(folder, name), 'utf8'), name)), name }
}

describe('the gallery', () => {
  it('has a recording of each state, and no other', async () => {
    const expected = Object.keys(states).map((state) => `${state}.recording.jsonl`)
    expect((await readdir(folder)).sort()).toEqual(expected.sort())
  })

  it.each(Object.keys(states))('%s opens, and every tab draws it', async (state) => {
    const recording = await recordingOf(state)
    await loadTabs(features.tabs, 'timeline')
    const { container, services, act, close } = await drawPanel(<AppOfLab />)
    await act(() => {
      services.recording.change(recording)
    })
    const { rows } = foldAll(exchangesFold, recording.observations)
    expect(find(container, 'table[aria-label="Exchanges"]').getAttribute('aria-rowcount')).toBe(String(rows.length + 1))
    for (const { id, title } of features.tabs) {
      await act(() => {
        services.openTab.change(id)
      })
      expect(find(container, '[role="tab"][aria-selected="true"]').textContent).toContain(title)
      expect(find(container, '[role="tabpanel"]').textContent).not.toBe('')
    }
    await close()
  })
})
