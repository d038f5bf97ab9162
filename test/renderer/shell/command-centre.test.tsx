// @vitest-environment happy-dom
import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { CommandCentre } from '../../../src/renderer/shell/command-centre.tsx'
import { ServicesContext } from '../../../src/renderer/client/services.ts'
import { useServices } from '../../../src/renderer/client/use-services.ts'
import type { MenuGroup, MenuLink } from '../../../src/shared/wire/menu.ts'
import { began } from '../../support/observations.ts'
import { drawPanel } from '../../support/panel.tsx'

const createMenu = () => {
  const shown: (readonly MenuGroup[])[] = []
  let listener: (id: string) => void = () => undefined
  const menu: MenuLink = {
    show: (groups) => shown.push(groups),
    onChoose: (next) => {
      listener = next
      return () => {
        listener = () => undefined
      }
    },
  }
  return {
    menu,
    shown,
    choose: (id: string) => {
      listener(id)
    },
  }
}

const WithMenu = ({ menu, onOpenPalette }: { readonly menu: MenuLink; readonly onOpenPalette: () => void }) => (
  <ServicesContext value={{ ...useServices(), menu }}>
    <CommandCentre onOpenPalette={onOpenPalette} />
  </ServicesContext>
)

describe('the commands', () => {
  it('are shown in the menu, anew when they change, and done when they are chosen there', async () => {
    const { menu, shown, choose } = createMenu()
    const {
      calls,
      act: run,
      observe,
      close,
    } = await drawPanel(<WithMenu menu={menu} onOpenPalette={() => undefined} />, { facts: [began()] })
    expect(shown.at(-1)?.map(({ name }) => name)).toEqual([
      'View',
      'Browser A',
      'Browser B',
      'Lab',
      'Course',
      'Experiments',
    ])
    const names = () => shown.at(-1)?.flatMap(({ items }) => items.map(({ name }) => name))
    expect(names()).not.toContain('Open developer tools of Browser A')
    await observe(began({ lab: { version: '1', browsers: 'native', settingsFile: '' } }))
    expect(names()).toContain('Open developer tools of Browser A')
    await run(() => {
      choose('clear browser-b')
    })
    expect(calls).toEqual([{ name: 'browser.clearCookies', input: { browser: 'browser-b' } }])
    await close()
  })

  it('heed their shortcuts, and leave all other keys alone', async () => {
    const onOpenPalette = vi.fn()
    const { calls, close } = await drawPanel(<CommandCentre onOpenPalette={onOpenPalette} />, { facts: [began()] })
    const press = (init: KeyboardEventInit) => {
      const event = new KeyboardEvent('keydown', { ...init, cancelable: true })
      act(() => {
        window.dispatchEvent(event)
      })
      return event.defaultPrevented
    }
    expect(press({ key: 'k', ctrlKey: true })).toBe(true)
    expect(press({ key: 'A', ctrlKey: true, shiftKey: true })).toBe(true)
    expect(press({ key: 'a', ctrlKey: true })).toBe(false)
    expect(onOpenPalette).toHaveBeenCalledOnce()
    expect(calls).toEqual([{ name: 'browser.reload', input: { browser: 'browser-a' } }])
    await close()
  })
})
