// @vitest-environment happy-dom
import { nodesOfServers } from '../../../../src/shared/stream/first-nodes.ts'
import { describe, expect, it } from 'vitest'
import { ConsolePanel } from '../../../../src/renderer/features/console/console-panel.tsx'
import type { JarCookie } from '../../../../src/shared/stream/lab-state.ts'
import { emptyDraft } from '../../../../src/shared/request/draft.ts'
import { consoleState } from '../../../../src/renderer/features/console/console.ts'
import { stateOf } from '../../../../src/renderer/client/services.ts'
import { began, utf8 } from '../../../support/observations.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const cookie: JarCookie = {
  name: 'session',
  value: 'one',
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
}
const nodes = nodesOfServers({
  counter: { state: 'listening', url: 'http://localhost:5000/' },
  kv: { state: 'listening', url: 'http://localhost:5100/' },
})
const facts = [began({ nodes, jars: { 'browser-a': [cookie], 'browser-b': [] } })]
const sent = {
  exchange: 7,
  status: 201,
  reason: 'Created',
  headers: [['Content-Type', 'application/json']] as const,
  body: utf8('{"a":1}'),
  duration: 4,
}

const press = (target: HTMLElement, key: string) => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }))
}

describe('the Console', () => {
  it('shows the request as it will be sent, cookies of a browser and all', async () => {
    const { container, services, act, close } = await drawPanel(<ConsolePanel />, { facts })
    await act(() => {
      stateOf(services, consoleState).edit({ method: 'POST', cookies: 'browser-a', body: '{"a":1}' })
    })
    expect(textsOf(container, '.message-start')).toEqual(['POST / HTTP/1.1'])
    expect(textsOf(container, '.message-header')).toEqual([
      'Host: localhost:5000',
      'User-Agent: sessionscope-console',
      'Cookie: session=one',
      'Content-Type: application/json',
      'Content-Length: 7',
      'Connection: close',
    ])
    await close()
  })

  it('sends with Ctrl+Enter, shows the answer, and remembers what was sent', async () => {
    const { container, calls, act, close } = await drawPanel(<ConsolePanel />, { facts, sent })
    await act(() => {
      press(find(container, '[aria-label=Path]'), 'Enter')
    })
    expect(calls).toEqual([
      { name: 'request.send', input: { server: 'counter', method: 'GET', target: '/', headers: [], body: '' } },
    ])
    expect(textsOf(container, '[role=status]').join()).toContain('201 Created')
    expect(textsOf(container, '.message-body')).toEqual(['{\n  "a": 1\n}'])
    expect(textsOf(container, '.sent-list li')).toEqual(['GET /counter201'])
    await close()
  })

  it('says why no answer came', async () => {
    const failure = { code: 'unavailable', message: 'localhost:5000 gave no answer: refused.' } as const
    const { container, act, close } = await drawPanel(<ConsolePanel />, { facts, failure })
    await act(() => {
      press(find(container, '[aria-label=Path]'), 'Enter')
    })
    expect(textsOf(container, '[role=alert]')).toEqual([failure.message])
    await close()
  })

  it('sends nothing while a field is wrong, and says so there', async () => {
    const { container, calls, services, act, close } = await drawPanel(<ConsolePanel />, { facts })
    await act(() => {
      stateOf(services, consoleState).edit({ headers: [['Content-Length', '3']] })
    })
    expect(textsOf(container, '.field-problem')).toEqual(['Content-Length follows from the body; the lab adds it.'])
    await act(() => {
      press(find(container, '[aria-label=Path]'), 'Enter')
    })
    expect(calls).toEqual([])
    await close()
  })

  it('says what of an exchange it could not take over', async () => {
    const { container, services, act, close } = await drawPanel(<ConsolePanel />, { facts })
    await act(() => {
      stateOf(services, consoleState).fill(emptyDraft, { exchange: 44, leftOut: ['Host'], loss: 'cut-body' })
    })
    expect(textsOf(container, '.composer-note').join()).toMatch(/exchange #44. Written anew: Host. Only the beginning/)
    await close()
  })
})
