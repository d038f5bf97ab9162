// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { useCode } from '../../../../src/renderer/features/code/use-code.ts'
import { CheckPanel } from '../../../../src/renderer/features/code/check-panel.tsx'
import { ImplementationChoice } from '../../../../src/renderer/features/controls/implementation-choice.tsx'
import { exerciseTemplate } from '../../../../src/servers/exercise/exercise-texts.ts'
import type { BehaviourOutcome, Exercise } from '../../../../src/shared/stream/exercise.ts'
import { emptyBaseline } from '../../../../src/shared/stream/baseline/baseline.ts'
import type { FactOf } from '../../../../src/shared/stream/observation.ts'
import { find, textsOf } from '../../../support/find.ts'
import { codeState } from '../../../../src/renderer/features/code/code-state.ts'
import { stateOf } from '../../../../src/renderer/client/services.ts'
import { began } from '../../../support/observations.ts'
import { drawPanel } from '../../../support/panel.tsx'

const lines: number[] = []
const Check = () => <CheckPanel code={useCode()} onGoTo={(line) => lines.push(line)} />

const exercise: Exercise = {
  file: '/data/key-value-session-store.ts',
  source: exerciseTemplate,
  digest: 'one',
  isTemplate: true,
  problems: [],
}
const draw = (change: Partial<Exercise> = {}) =>
  drawPanel(<Check />, { facts: [began({ exercise: { ...exercise, ...change } })] })
const checked = (digest: string, outcomes: readonly BehaviourOutcome[], printed = ''): FactOf<'exercise.checked'> => ({
  kind: 'exercise.checked',
  digest,
  printed,
  results: outcomes.map((outcome, index) => ({
    behaviour: `b${String(index)}`,
    name: `behaviour ${String(index)}`,
    outcome,
  })),
})
const button = (container: HTMLElement, name: string): HTMLButtonElement => {
  const found = [...container.querySelectorAll('button')].find(({ textContent }) => textContent === name)
  if (found === undefined) throw new Error(`There is no button ${name}`)
  return found
}

describe('the check of the exercise', () => {
  it('names what is not implemented, and offers no reset of what is untouched', async () => {
    const { container, close } = await draw()
    expect(container.textContent).toContain('setKey, getKey and deleteKey are not implemented yet.')
    expect(button(container, 'Reset to template').disabled).toBe(true)
    await close()
  })

  it('shows each behaviour, why it is not there, and leads to its line', async () => {
    const { container, act, observe, close } = await draw()
    await observe(
      checked(
        'one',
        [
          { state: 'passed' },
          { state: 'failed', explanation: 'Encode the key.', line: 11 },
          { state: 'skipped', explanation: 'getKey does not work yet.' },
        ],
        'hello',
      ),
    )
    expect(textsOf(container, '.behaviour-name')).toEqual(['behaviour 0', 'behaviour 1', 'behaviour 2'])
    expect([...container.querySelectorAll('.behaviour')].map((item) => item.getAttribute('data-outcome'))).toEqual([
      'passed',
      'failed',
      'skipped',
    ])
    expect(textsOf(container, '.behaviour .visually-hidden')).toEqual(['passed', 'not yet', 'not tried'])
    expect(find(container, '.code-tally').textContent).toBe('1 of 3 behaviours.')
    expect(find(container, '.code-printed pre').textContent).toBe('hello')
    await act(() => {
      button(container, 'line 11').click()
    })
    expect(lines).toEqual([11])
    await close()
  })

  it('does not call everything there while that is being checked anew', async () => {
    const { container, services, act, observe, close } = await draw()
    await observe(checked('one', [{ state: 'passed' }]))
    let finish = (): void => undefined
    await act(() => {
      void stateOf(services, codeState).during(
        () =>
          new Promise((resolve) => {
            finish = resolve
          }),
      )
    })
    expect(container.textContent).not.toContain('Everything is there.')
    await act(() => {
      finish()
    })
    expect(container.textContent).toContain('Everything is there.')
    await close()
  })

  it('says when the results are of another version, and when everything is there', async () => {
    const { container, observe, close } = await draw()
    await observe(checked('one', [{ state: 'passed' }]))
    expect(container.textContent).toContain('Everything is there.')
    await observe({ kind: 'exercise.changed', exercise: { ...exercise, digest: 'two' } })
    expect(container.textContent).not.toContain('Everything is there.')
    expect(find(container, '.code-tally').textContent).toContain('The code has changed since')
    await close()
  })

  it('saves what was typed before it checks', async () => {
    const { container, calls, services, act, close } = await draw()
    await act(() => {
      stateOf(services, codeState).keep({ text: '// mine', base: 'one' })
    })
    await act(() => {
      button(container, 'Check my work').click()
    })
    expect(calls).toEqual([
      { name: 'exercise.write', input: { source: '// mine', base: 'one' } },
      { name: 'exercise.check', input: {} },
    ])
    await close()
  })

  it('says what keeps the file from running, and where the copy is', async () => {
    const { container, close } = await draw({
      isTemplate: false,
      problems: [{ message: 'Syntax error: nonsense', line: 3 }],
      keptAs: '/data/copy.ts',
    })
    expect(find(container, '.code-problems').textContent).toContain('Syntax error: nonsense line 3')
    expect(find(container, '.code-kept').textContent).toContain('/data/copy.ts')
    await close()
  })

  it('does neither check nor reset while two versions are there', async () => {
    const { container, services, act, close } = await draw({ isTemplate: false, digest: 'two' })
    await act(() => {
      stateOf(services, codeState).keep({ text: '// mine', base: 'one' })
    })
    expect(button(container, 'Check my work').disabled).toBe(true)
    expect(button(container, 'Reset to template').disabled).toBe(true)
    await close()
  })
})

describe('the choice of the implementation', () => {
  it('edits USE_EXERCISE and says what it means', async () => {
    const { container, calls, act, close } = await drawPanel(<ImplementationChoice settings={emptyBaseline.settings} />)
    const choice = find(container, 'select') as HTMLSelectElement
    expect(choice.value).toBe('built-in')
    expect(find(container, 'label').title).toContain('used once USE_SESSION_STORE is True')
    await act(() => {
      choice.value = 'yours'
      choice.dispatchEvent(new Event('change', { bubbles: true }))
    })
    expect(calls).toEqual([{ name: 'settings.change', input: { key: 'USE_EXERCISE', value: true } }])
    expect(choice.value).toBe('yours')
    await close()
  })
})
