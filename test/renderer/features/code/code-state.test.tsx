// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { stateOf } from '../../../../src/renderer/client/services.ts'
import { codeState } from '../../../../src/renderer/features/code/code-state.ts'
import { emptyBaseline } from '../../../../src/shared/stream/baseline/baseline.ts'
import { began } from '../../../support/observations.ts'
import { drawPanel } from '../../../support/panel.tsx'

it('a draft that the file holds is none any more, though its tab is not drawn', async () => {
  const exercise = { ...emptyBaseline.exercise, file: '/tmp/exercise.ts', source: '// theirs', digest: 'one' }
  const { services, act, close } = await drawPanel(null, { facts: [began({ exercise })] })
  const code = stateOf(services, codeState)
  await act(() => {
    code.keep({ text: '// mine', base: 'one' })
  })
  expect(code.current().draft).toEqual({ text: '// mine', base: 'one' })
  await act(() => {
    code.keep({ text: '// theirs', base: 'one' })
  })
  expect(code.current().draft).toBeUndefined()
  await close()
})
