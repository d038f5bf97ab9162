// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Judged } from '../../../../../src/shared/stream/judged.ts'
import type { Fact } from '../../../../../src/shared/stream/observation.ts'
import { experimentTexts as texts } from '../../../../../src/renderer/features/course/experiment-texts.ts'
import { ExperimentList } from '../../../../../src/renderer/features/course/experiments/experiment-list.tsx'
import { emptyBaseline } from '../../../../../src/shared/stream/baseline/baseline.ts'
import { find, textsOf } from '../../../../support/find.ts'
import { began } from '../../../../support/observations.ts'
import { drawPanel, type DrawnPanel } from '../../../../support/panel.tsx'

const name = 'signed-not-encrypted'
const native = began({ lab: { ...emptyBaseline.lab, browsers: 'native' } })
const passed = (lesson: string): Fact => {
  const judged: Judged = {
    verdict: { state: 'passed', seen: 'It was so.', evidence: [] },
    at: 1,
    by: 'run',
    isEarlier: false,
  }
  return { kind: 'lesson.judged', lesson, judged }
}

const item = ({ container }: DrawnPanel, title: string): HTMLElement =>
  find(container, `[aria-label="Experiment: ${title}"]`)
const button = (within: HTMLElement, text: string): HTMLButtonElement | undefined =>
  [...within.querySelectorAll('button')].find((one) => one.textContent === text)
const openItem = async (panel: DrawnPanel, title: string): Promise<HTMLElement> => {
  await panel.act(() => {
    find(item(panel, title), '.point-title').click()
  })
  return item(panel, title)
}

describe('the experiments', () => {
  it('come into view, open and with the keyboard, as often as a command calls one', async () => {
    const panel = await drawPanel(<ExperimentList />, { facts: [native] })
    const title = find(item(panel, 'Signed is not encrypted'), '.point-title')
    const call = () =>
      panel.act(() => {
        panel.services.reveal({ lesson: name })
      })
    expect(title.getAttribute('aria-expanded')).toBe('false')
    await call()
    expect(title.getAttribute('aria-expanded')).toBe('true')
    expect(document.activeElement).toBe(title)
    title.blur()
    await call()
    expect(document.activeElement).toBe(title)
    await panel.act(() => {
      title.click()
    })
    expect(title.getAttribute('aria-expanded')).toBe('false')
    await panel.close()
  })

  it('ask what is expected before they run, and compare it with what happened', async () => {
    const panel = await drawPanel(<ExperimentList />, { facts: [native] })
    const experiment = await openItem(panel, 'Signed is not encrypted')
    expect(button(experiment, texts.run)?.disabled).toBe(true)
    expect(experiment.textContent).not.toContain(texts.source)
    await panel.act(() => {
      find(experiment, 'label:first-of-type input').click()
    })
    expect(panel.calls).toEqual([{ name: 'experiment.predict', input: { experiment: name, choice: 0 } }])
    // Shown at once; that it may run is for the lab to say.
    expect(find(experiment, 'label:first-of-type input').matches(':checked')).toBe(true)
    expect(button(experiment, texts.run)?.disabled).toBe(true)

    await panel.observe({ kind: 'experiment.predicted', experiment: name, choice: 0 })
    await panel.act(() => {
      button(experiment, texts.run)?.click()
    })
    expect(panel.calls.at(-1)).toEqual({ name: 'lesson.run', input: { lesson: name } })

    await panel.observe(passed(name))
    expect(experiment.dataset['verdict']).toBe('passed')
    expect(find(experiment, '.prediction-outcome').textContent).toBe(
      'You expected: “Only the server, with SECRET_KEY”. It is otherwise: “Anybody who sees the cookie”.',
    )
    expect(experiment.textContent).toContain(texts.source)
    expect(find(experiment, 'fieldset').hasAttribute('disabled')).toBe(true)
    expect(textsOf(panel.container, '.experiments-head .mute')).toEqual(['1 of 17 shown'])
    await panel.close()
  })

  it('go step by step: each is done by the lab or by hand, and the last puts everything back', async () => {
    const panel = await drawPanel(<ExperimentList />, {
      facts: [native, { kind: 'experiment.predicted', experiment: name, choice: 1 }],
    })
    const experiment = await openItem(panel, 'Signed is not encrypted')
    await panel.act(() => {
      button(experiment, texts.byStep)?.click()
    })
    expect(panel.calls.at(-1)).toEqual({ name: 'lesson.run', input: { lesson: name, isByStep: true } })
    await panel.observe(
      { kind: 'run.began', lesson: name, steps: ['Open `it`', 'Put everything back'], isByStep: true },
      { kind: 'run.awaits', lesson: name, index: 0 },
    )
    expect(find(experiment, '[role=status]').textContent).toBe('Step 1 of 1: Open it')
    await panel.act(() => {
      button(experiment, texts.didStep)?.click()
    })
    await panel.act(() => {
      button(experiment, texts.doStep)?.click()
    })
    expect(panel.calls.slice(-2).map(({ input }) => input)).toEqual([{ isDone: true }, { isDone: false }])
    await panel.observe({ kind: 'run.stepped', lesson: name, index: 0 })
    expect(button(experiment, texts.doStep)).toBeUndefined()
    await panel.observe({ kind: 'run.awaits', lesson: name, index: 1 })
    expect(find(experiment, '[role=status]').textContent).toBe(texts.lastLook)
    expect(button(experiment, texts.finish)).toBeDefined()
    await panel.close()
  })

  it('say why a simulated browser cannot show one, and offer no run there', async () => {
    const panel = await drawPanel(<ExperimentList />, { facts: [began()] })
    const experiment = await openItem(panel, 'HttpOnly and document.cookie')
    expect(experiment.textContent).toContain('A simulated browser runs no scripts')
    expect(button(experiment, texts.run)).toBeUndefined()
    await panel.close()
  })
})
