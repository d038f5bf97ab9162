// @vitest-environment happy-dom
import { useContext } from 'react'
import { describe, expect, it } from 'vitest'
import { CoveredViewsContext } from '../../../src/renderer/kit/covered-views.ts'
import { useCoveredViews } from '../../../src/renderer/kit/use-covered-views.ts'
import { Palette } from '../../../src/renderer/shell/palette.tsx'
import { began } from '../../support/observations.ts'
import { find, textsOf } from '../../support/find.ts'
import { drawPanel } from '../../support/panel.tsx'

const Covered = () => <output>{String(useContext(CoveredViewsContext).areCovered)}</output>
const Around = ({ isOpen }: { readonly isOpen: boolean }) => (
  <CoveredViewsContext value={useCoveredViews()}>
    <Covered />
    <Palette isOpen={isOpen} onOpenChange={() => undefined} />
  </CoveredViewsContext>
)

describe('the command palette', () => {
  it('makes native views step aside while it is open', async () => {
    const closed = await drawPanel(<Around isOpen={false} />, { facts: [began()] })
    expect(textsOf(closed.container, 'output')).toEqual(['false'])
    await closed.close()
    const open = await drawPanel(<Around isOpen />, { facts: [began()] })
    expect(textsOf(open.container, 'output')).toEqual(['true'])
    await open.close()
  })

  it('offers what works here, and does what is chosen', async () => {
    const { calls, act, close } = await drawPanel(<Around isOpen />, { facts: [began()] })
    const names = textsOf(document.body, '[role=menuitem] [slot=label]')
    expect(names).toContain('Reload Browser A')
    expect(names).toContain('Switch USE_SESSION_STORE on: sessions in the store')
    expect(names).not.toContain('Open developer tools of Browser A')
    await act(() => {
      find(document.body, '[role=menuitem][data-key="clear log"]').click()
    })
    expect(calls).toEqual([{ name: 'log.clear', input: {} }])
    await close()
  })
})
