// @vitest-environment happy-dom
import { nodesOfServers } from '../../../../src/shared/stream/first-nodes.ts'
import { describe, expect, it, vi } from 'vitest'
import { SequencePanel } from '../../../../src/renderer/features/sequence/sequence-panel.tsx'
import { TimelinePanel } from '../../../../src/renderer/features/timeline/timeline-panel.tsx'
import { snippetRequest } from '../../../../src/shared/copy-as/snippet-request.ts'
import { snippetKinds, snippetOf } from '../../../../src/shared/copy-as/snippets.ts'
import { harPieces } from '../../../../src/shared/har/write-har.ts'
import { readHar } from '../../../../src/shared/har/read-har.ts'
import { draftOf } from '../../../../src/shared/request/draft.ts'
import { find, textsOf } from '../../../support/find.ts'
import { hostileFiles } from '../../../support/hostile-har.ts'
import { began } from '../../../support/observations.ts'
import { consoleState } from '../../../../src/renderer/features/console/console.ts'
import { imports } from '../../../../src/renderer/features/har/imports.ts'
import { stateOf } from '../../../../src/renderer/client/services.ts'
import { drawPanel } from '../../../support/panel.tsx'
import { valueOf } from '../../../support/serve.ts'

const urls = { counter: 'http://localhost:5000', kv: 'http://localhost:5100' }
const nodes = nodesOfServers({
  counter: { state: 'listening', url: 'http://localhost:5000/' },
  kv: { state: 'listening', url: 'http://localhost:5100/' },
})
const draw = () => drawPanel(<TimelinePanel />, { facts: [began({ nodes })] })

const archive = (...entries: readonly unknown[]) => JSON.stringify({ log: { entries } })
const entry = (url: string) => ({
  startedDateTime: '2026-11-30T12:00:00Z',
  time: 1,
  request: { method: 'GET', url, httpVersion: 'h3', headers: [] },
  response: { status: 200, statusText: '', httpVersion: 'h3', headers: [], content: {} },
})

describe('a file of exchanges', () => {
  it('shows another host by its own name, and says what was not read', async () => {
    const { container, services, act, close } = await draw()
    const imported = valueOf(
      readHar(archive(entry('https://app.example/login?x=1'), { request: {} }), 'some.har', urls),
    )
    await act(() => {
      stateOf(services, imports).show(imported)
    })
    expect(textsOf(container, '.exchange .exchanges-who, .exchange .exchanges-server')).toEqual([
      'some.har',
      'app.example',
    ])
    expect(textsOf(container, '.exchanges-request')).toContain('GET https://app.example/login?x=1')
    expect(textsOf(container, '.timeline-imported li')).toEqual(['Skipped: 1 entry without a response (entry 2).'])
    await act(() => {
      find(container, 'tr.exchange').click()
    })
    expect(textsOf(container, '.story-gist')).toEqual(['No cookie came, and none was set.'])
    // Nobody looked for a session in it, so nothing may be said of one.
    expect(textsOf(container, '.story-step h4')[1]).toBe('Judged not known from this file')
    const segments = [...container.querySelectorAll<HTMLElement>('.segment')]
    await act(() => segments.find(({ textContent }) => textContent === 'Thread')?.click())
    expect(textsOf(container, '.thread').join()).not.toContain('session cookie')
    await act(() => segments.find(({ textContent }) => textContent === 'Raw')?.click())
    expect(textsOf(container, '.detail h4')).toContain('Request to app.example')
    expect(textsOf(container, '.message-start')).toEqual(['GET https://app.example/login?x=1 HTTP/3', 'HTTP/3 200'])
    await close()
  })

  it('fills the Console with nothing that went to another host, and says why', async () => {
    const { container, services, act, close } = await draw()
    await act(() => {
      stateOf(services, imports).show(valueOf(readHar(archive(entry('https://app.example/')), 'some.har', urls)))
    })
    await act(() => {
      find(container, 'tr.exchange').click()
    })
    await act(() => {
      find(container, '[aria-label="Open in Console"]').click()
    })
    expect(services.notices.current()).toMatchObject([
      { operation: 'console.fill', message: expect.stringContaining('went to app.example') as string },
    ])
    expect(stateOf(services, consoleState).current().draft.target).toBe('/')
    expect(services.preferences.current().tab).not.toBe('console')
    await close()
  })
})

describe('the sequence of a file', () => {
  it('has a lifeline for each host that takes part, and for nobody else', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
    const { container, services, act, close } = await drawPanel(<SequencePanel />, { facts: [began({ nodes })] })
    const text = archive(
      entry('https://app.example/'),
      entry('http://localhost:5000/'),
      entry('https://other.example/'),
    )
    await act(() => {
      stateOf(services, imports).show(valueOf(readHar(text, 'some.har', urls)))
    })
    expect(textsOf(container, '.lifeline-head')).toEqual(['some.har', 'counter', 'app.example', 'other.example'])
    expect(textsOf(container, '.arrow-label')).toContain('GET https://app.example/')
    expect(textsOf(container, '[role=note] p').join()).toContain('From some.har: 3 exchanges')
    await close()
  })
})

describe('a hostile file', () => {
  it.each(Object.keys(hostileFiles))('opens, or is refused in words, and is drawn: %s', async (name) => {
    const read = readHar(hostileFiles[name]?.() ?? '', 'hostile.har', urls)
    if (!read.ok) {
      expect(read.failure.message).toContain('hostile.har')
      return
    }
    const { container, services, act, close } = await draw()
    await act(() => {
      stateOf(services, imports).show(read.value)
    })
    const rows = [...container.querySelectorAll<HTMLElement>('tr.exchange')].slice(0, 12)
    expect(rows.length > 0).toBe(read.value.exchanges.rows.length > 0)
    for (const row of rows) {
      await act(() => {
        row.click()
      })
      expect(container.querySelectorAll('.detail')).toHaveLength(1)
    }
    await close()
    for (const record of [...read.value.exchanges.byId.values()].slice(0, 20)) {
      draftOf(record)
      JSON.parse([...harPieces([record], { version: '', urls })].join(''))
      for (const kind of snippetKinds) {
        const snippet = snippetOf(kind, snippetRequest(record, 'http://localhost:5000'))
        if (snippet.ok) expect(snippet.value).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/)
      }
    }
  })
})
