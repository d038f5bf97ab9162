// @vitest-environment happy-dom
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { StageBand } from '../../../../src/renderer/features/browser/stage-band.tsx'
import { BrowserPanel } from '../../../../src/renderer/features/browser/browser-panel.tsx'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import type { BrowserId } from '../../../../src/shared/stream/participant.ts'
import type { Page } from '../../../../src/shared/stream/lab-state.ts'
import { answered, began, requested, saved } from '../../../support/observations.ts'
import { signed } from '../../../support/story.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const simulated = <BrowserPanel browser="browser-a" browsers="simulated" />
const shown: Page = {
  url: 'http://localhost:5000/',
  title: 'Counter example',
  state: 'shown',
  html: '<h1>Count: 1</h1>',
}
const shows = (page: Page) => ({ kind: 'page.changed', browser: 'browser-a', page }) as const

const jarWith = (browser: BrowserId, value: string): Fact => ({
  kind: 'jar.changed',
  browser,
  cookies: [
    {
      name: 'session',
      value,
      domain: 'localhost',
      path: '/',
      httpOnly: true,
      secure: false,
      sameSite: 'unspecified',
    },
  ],
})

const press = (field: HTMLElement, key: string) => {
  act(() => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
}
const type = (field: HTMLInputElement, text: string) => {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

describe('a browser', () => {
  it('is a region by its name, with its controls', async () => {
    const { container, calls, act: run, close } = await drawPanel(simulated, { facts: [began(), shows(shown)] })
    const region = find(container, 'section[aria-label="Browser A"]')
    expect([...region.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'))).toEqual([
      'Reload',
      'Clear cookies',
    ])
    await run(() => {
      find(region, '[aria-label="Reload"]').click()
    })
    await run(() => {
      find(region, '[aria-label="Clear cookies"]').click()
    })
    expect(calls.map(({ name }) => name)).toEqual(['browser.reload', 'browser.clearCookies'])
    await close()
  })

  it('opens the counter when there is nothing to reload yet', async () => {
    const { container, calls, act: run, close } = await drawPanel(simulated, { facts: [began()] })
    await run(() => {
      find(container, '[aria-label="Reload"]').click()
    })
    expect(calls).toEqual([{ name: 'browser.open', input: { browser: 'browser-a', address: '/' } }])
    await close()
  })

  it('opens on Enter what was typed, and forgets it on Escape', async () => {
    const { container, calls, close } = await drawPanel(simulated, { facts: [began(), shows(shown)] })
    const address = find(container, '[aria-label="Address"]')
    if (!(address instanceof HTMLInputElement)) throw new Error('the address is no text field')
    expect(address.value).toBe('localhost:5000/')
    type(address, 'localhost:5100/foo')
    press(address, 'Escape')
    expect(address.value).toBe('localhost:5000/')
    type(address, ' /reset ')
    press(address, 'Enter')
    expect(calls).toEqual([{ name: 'browser.open', input: { browser: 'browser-a', address: '/reset' } }])
    await close()
  })

  it('keeps what is being typed when a page arrives meanwhile', async () => {
    const { container, observe, close } = await drawPanel(simulated, { facts: [began(), shows(shown)] })
    const address = find(container, '[aria-label="Address"]')
    if (!(address instanceof HTMLInputElement)) throw new Error('the address is no text field')
    type(address, 'localhost:51')
    await observe(shows({ ...shown, url: 'http://localhost:5000/late' }))
    expect(address.value).toBe('localhost:51')
    press(address, 'Escape')
    expect(address.value).toBe('localhost:5000/late')
    await close()
  })

  it.each<[string, Page, string]>([
    ['nothing was opened', { url: '', title: '', state: 'blank' }, 'Nothing opened yet'],
    [
      'the page failed',
      { url: 'http://localhost:1/', title: '', state: 'failed', problem: 'connection refused' },
      'connection refused',
    ],
  ])('says in words that %s', async (_name, page, words) => {
    const { container, close } = await drawPanel(simulated, { facts: [began(), shows(page)] })
    expect(find(container, '.page-area').textContent).toContain(words)
    expect(container.querySelector('iframe')).toBeNull()
    await close()
  })

  it('frames a simulated page without letting its scripts run', async () => {
    const { container, close } = await drawPanel(simulated, { facts: [began(), shows(shown)] })
    const frame = find(container, 'iframe[title="Page of Browser A"]')
    expect(frame.getAttribute('sandbox')).toBe('allow-same-origin allow-forms')
    expect(frame.getAttribute('srcdoc')).toBe('<h1>Count: 1</h1>')
    await close()
  })

  it('shows what the jar holds', async () => {
    const cookie = {
      name: 'session',
      value: 'abc',
      domain: 'localhost',
      path: '/',
      httpOnly: true,
      secure: false,
      sameSite: 'lax',
    } as const
    const { container, observe, close } = await drawPanel(simulated, { facts: [began()] })
    expect(find(container, '.jar-strip').textContent).toContain('the jar is empty')
    await observe({ kind: 'jar.changed', browser: 'browser-a', cookies: [cookie] })
    expect(textsOf(container, '.jar-cookie > *')).toEqual(['session=abc', 'HttpOnly', 'SameSite=lax', 'Path=/'])
    await close()
  })

  it('says why both jars hold the same cookie, and leads to the Cookies tab', async () => {
    const value = signed(1)
    const sets = (exchange: number, from: BrowserId): Fact[] => [
      requested({ exchange, from }),
      answered({ exchange, headers: [['Set-Cookie', `session=${value}; HttpOnly`]] }),
    ]
    const {
      container,
      act: run,
      services,
      close,
    } = await drawPanel(simulated, {
      facts: [
        began(),
        ...sets(1, 'browser-a'),
        ...sets(2, 'browser-b'),
        jarWith('browser-a', value),
        jarWith('browser-b', value),
      ],
    })
    const tag = find(container, '.jar-equal')
    expect(tag.textContent).toBe('same as Browser B')
    expect(tag.getAttribute('aria-label')).toMatch(
      /^The same bytes as in Browser B: #1 and #2 each set this cookie, .* in the same second \([\d:]+\)/,
    )
    await run(() => {
      tag.click()
    })
    expect(services.openTab.current()).toBe('cookies')
    await close()
  })

  it('marks the cookie of the session that is followed', async () => {
    const value = signed(1)
    const {
      container,
      act: run,
      services,
      close,
    } = await drawPanel(simulated, {
      facts: [
        began(),
        requested(),
        saved({ mode: 'client-side', data: {}, setCookie: `session=${value}` }),
        jarWith('browser-a', value),
      ],
    })
    await run(() => {
      services.followed.change('signed:1')
    })
    expect(textsOf(container, '[data-is-followed=true] .jar-value')).toEqual([value])
    await close()
  })

  it('is marked as a stand-in while one is in its place, under a band with the way back', async () => {
    const both = (
      <>
        <StageBand />
        {simulated}
      </>
    )
    const {
      container,
      calls,
      act: run,
      observe,
      close,
    } = await drawPanel(both, {
      facts: [
        began(),
        { kind: 'run.began', lesson: 'copied-id', steps: ['do', 'put back'] },
        { kind: 'stage.changed', lesson: 'copied-id' },
      ],
    })
    expect(find(container, '.stage-band').textContent).toMatch(
      /^Experiment \d+ is under way\. These are stand-ins, .* your own browsers come back when it ends\./,
    )
    expect(textsOf(container, '.stand-in-tag')).toEqual(['stand-in'])
    const end = find(container, '.stage-band button')
    await run(() => {
      end.click()
    })
    expect(calls).toEqual([{ name: 'run.stop', input: {} }])
    await observe({ kind: 'run.stepped', lesson: 'copied-id', index: 1 })
    expect(find(container, '.stage-band').textContent).toContain('Everything is being put back')
    expect(find(container, '.stage-band button').hasAttribute('disabled')).toBe(true)
    await observe({ kind: 'stage.changed' })
    expect([container.querySelector('.stage-band'), container.querySelector('.stand-in-tag')]).toEqual([null, null])
    await close()
  })

  it('has developer tools where it is a native one, and tells where its view goes', async () => {
    const native = <BrowserPanel browser="browser-a" browsers="native" />
    const { container, calls, observe, close } = await drawPanel(native, { facts: [began()] })
    expect(container.querySelector('[aria-label="Open developer tools"]')).not.toBeNull()
    expect(calls).toEqual([])
    await observe(shows({ url: shown.url, title: shown.title, state: 'shown' }))
    expect(calls).toEqual([
      { name: 'browser.place', input: { browser: 'browser-a', bounds: { x: 0, y: 0, width: 0, height: 0 } } },
    ])
    await close()
    expect(calls.at(-1)).toEqual({ name: 'browser.place', input: { browser: 'browser-a', bounds: null } })
  })
})
