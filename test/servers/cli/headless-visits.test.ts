import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { startRefusingProgram } from '../../../src/servers/exercise/refusing-program.ts'
import { runCommandLine } from '../../../src/servers/cli/program.ts'
import { authorizationOf } from '../../support/panel-link.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** `sessionscope serve`, in this process, until the test is over. */
const serve = async (): Promise<Record<'counter' | 'kv' | 'panel', string>> => {
  const folder = await temporaryFolder()
  await writeFile(join(folder.path, 'counter.cfg'), "USE_SESSION_STORE = True\nKV_STORE = 'memory'\n")
  let stop: () => void = () => undefined
  const untilStopped = new Promise<void>((resolve) => (stop = resolve))
  const printed: string[] = []
  const output = {
    print: (line: string) => {
      printed.push(line)
    },
    warn: () => undefined,
  }
  const environment = {
    SESSIONSCOPE_DATA: folder.path,
    SESSIONSCOPE_COUNTER_PORT: '0',
    SESSIONSCOPE_KV_PORT: '0',
    SESSIONSCOPE_PANEL_PORT: '0',
  }
  const code = runCommandLine(['serve'], {
    variables: environment,
    output,
    panelFolder: folder.path,
    startProgram: startRefusingProgram('no program'),
    untilStopped: () => untilStopped,
  })
  onTestFinished(async () => {
    stop()
    await code
    await folder.remove()
  })
  await expect.poll(() => printed.length).toBe(3)
  const urlOf = (name: string): string => printed.find((line) => line.startsWith(name))?.split(/\s+/)[1] ?? ''
  return { counter: urlOf('counter'), kv: urlOf('key-value'), panel: urlOf('panel') }
}

const sessionsIn = async (kv: string): Promise<number> =>
  ((await (await fetch(`${kv}?prefix=`)).json()) as { keys: string[] }).keys.length

/** Opens the stream as a panel does, until the test is over; resolves with what has come when both browsers show their page. */
const openPanel = async (panel: string): Promise<string> => {
  const abort = new AbortController()
  onTestFinished(() => {
    abort.abort()
  })
  const { body } = await fetch(new URL('/observations', panel), {
    headers: authorizationOf(panel),
    signal: abort.signal,
  })
  let text = ''
  for await (const piece of body ?? []) {
    text += Buffer.from(piece as Uint8Array).toString()
    if (/"browser-a","page":\{[^}]*"shown"/.test(text) && /"browser-b","page":\{[^}]*"shown"/.test(text)) break
  }
  return text
}

const order = (panel: string, name: string, input: object): Promise<Response> =>
  fetch(new URL(`/operations/${name}`, panel), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...authorizationOf(panel) },
    body: JSON.stringify(input),
  })

test('headless, nobody visits who is not there: the sessions are those of the real visitors', async () => {
  const { counter, kv, panel } = await serve()
  const visit = async (program: string, ...args: string[]) => promisify(execFile)(program, args)
  await visit('curl', '--silent', '--fail', counter)
  await visit(process.execPath, '-e', `fetch(${JSON.stringify(counter)}).then((answer) => answer.text())`)
  expect((await fetch(panel)).status).not.toBe(500)
  expect(await sessionsIn(kv)).toBe(2)
  await openPanel(panel)
  expect(await sessionsIn(kv)).toBe(4)
})

test('the browsers visit once, however many panels are opened at the same time', async () => {
  const { kv, panel } = await serve()
  await Promise.all([1, 2, 3, 4, 5].map(() => openPanel(panel)))
  expect(await sessionsIn(kv)).toBe(2)
  expect(await openPanel(panel)).toContain('"log.began"')
  expect(await sessionsIn(kv)).toBe(2)
})

test('an order finds the browsers as a panel does, and comes after their visit', async () => {
  const { counter, kv, panel } = await serve()
  expect(
    await (await order(panel, 'browser.open', { browser: 'browser-a', address: `${counter}nowhere` })).json(),
  ).toMatchObject({ ok: true })
  expect(await sessionsIn(kv)).toBe(2)
  const text = await openPanel(panel)
  expect(text.lastIndexOf('nowhere')).toBeGreaterThan(text.indexOf('"shown"'))
})
