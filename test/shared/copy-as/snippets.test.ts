import { execFileSync } from 'node:child_process'
import { createServer, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fromRawHeaders, headerValues, type HeaderList } from '../../../src/shared/header-list.ts'
import { snippetRequest } from '../../../src/shared/copy-as/snippet-request.ts'
import { snippetKinds, snippetOf, type SnippetKind } from '../../../src/shared/copy-as/snippets.ts'
import { run } from '../../e2e/support/run-program.ts'

interface Seen {
  readonly method: string
  readonly target: string
  readonly headers: HeaderList
  readonly body: string
}

/** A server that notes what it is asked. */
const listen = async () => {
  const seen: Seen[] = []
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ method: request.method ?? '', target: request.url ?? '', headers: fromRawHeaders(request.rawHeaders), body: Buffer.concat(chunks).toString() })
      response.writeHead(302, { Location: '/elsewhere' }).end('moved')
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  return { seen, origin: `http://localhost:${(server.address() as AddressInfo).port}/` }
}

const has = (program: string, args: readonly string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

// Each snippet as its user would run it.
const runners: Record<SnippetKind, { readonly isHere: boolean; readonly run: (text: string) => Promise<unknown> }> = {
  httpie: { isHere: has('http', ['--version']), run: (text) => run('sh', ['-c', text]) },
  curl: { isHere: has('curl', ['--version']), run: (text) => run('sh', ['-c', text]) },
  fetch: { isHere: true, run: (text) => run(process.execPath, ['--input-type=module', '-e', text]) },
  requests: { isHere: has('python3', ['-c', 'import requests']), run: (text) => run('python3', ['-c', text]) },
}

const body = `{"it's": "a \\"$HOME\\" \`tick\` \\n é", "line": 1,\n "@x": "!"}`
const hard = {
  method: 'POST',
  target: '/a%2Fb/it\'s?prefix=x%20y&c&$d=[1]',
  headers: [['Host', 'x'], ['Content-Type', 'application/json'], ['Cookie', `session=a'b$x; "q"=\\1`], ['X-Odd', '=@:;'], ['X-Text', 'ü 春'], ['Content-Length', '1'], ['User-Agent', 'Sessionscope-browser-a']] as const,
  body,
}

describe.each(snippetKinds)('%s', (kind) => {
  it.skipIf(!runners[kind].isHere)('sends what it was made of', async () => {
    const { seen, origin } = await listen()
    await runners[kind].run(snippetOf(kind, snippetRequest(hard, origin)))
    expect(seen).toHaveLength(1)
    const [{ headers, ...rest } = { headers: [], method: '', target: '', body: '' }] = seen
    expect(rest).toEqual({ method: 'POST', target: expect.stringMatching(/^\/a%2Fb\/it('|%27)s\?prefix=x%20y&c&\$d=(\[1\]|%5B1%5D)$/) as string, body })
    for (const name of ['Content-Type', 'Cookie', 'X-Odd', 'X-Text']) expect(headerValues(headers, name)).toEqual(headerValues(hard.headers, name))
    expect(headerValues(headers, 'User-Agent').join()).not.toContain('browser-a')
  })

  it.skipIf(!runners[kind].isHere)('sends the least there is', async () => {
    const { seen, origin } = await listen()
    await runners[kind].run(snippetOf(kind, snippetRequest({ method: 'DELETE', target: '/', headers: [], body: '' }, origin)))
    expect(seen).toMatchObject([{ method: 'DELETE', target: '/', body: '' }])
  })
})

it('a shell command never runs what a request says', async () => {
  const { seen, origin } = await listen()
  const request = snippetRequest({ method: 'GET', target: `/';touch\${IFS}x;'`, headers: [['X', '`false` $(false)']], body: '' }, origin)
  await run('sh', ['-c', snippetOf('curl', request)])
  expect(seen).toMatchObject([{ target: `/';touch\${IFS}x;'` }])
  expect(headerValues(seen[0]?.headers ?? [], 'X')).toEqual(['`false` $(false)'])
})
