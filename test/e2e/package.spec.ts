import { expect } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { endWithUs } from '../support/end-with-us.ts'
import { temporaryFolder } from './support/headless.ts'
import { test } from './support/kept.ts'
import { needs } from './support/missing.ts'
import { ask } from './support/raw-request.ts'
import { root, run } from './support/run-program.ts'
import { visit } from './support/visit.ts'

// What others get: the packed program, away from its repository and without Electron; and the Procfile.

const serving = async (
  command: string,
  args: readonly string[],
  cwd: string,
  data: string,
): Promise<{ child: ChildProcess; urls: Record<string, string> }> => {
  const ports = ['--counter-port', '0', '--kv-port', '0', '--panel-port', '0']
  const child = endWithUs(
    spawn(command, [...args, 'serve', '--data', data, ...ports], { cwd, stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const urls: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', url = ''] = line.split(/\s+/)
    urls[name] = url
    if ('panel' in urls) break
  }
  return { child, urls }
}

test('the packed program runs from anywhere, without Electron: npx sessionscope serve', async () => {
  test.setTimeout(300_000)
  const folder = await temporaryFolder()
  // The build of these tests is what is packed; `npm pack` by hand makes it first.
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder.path], {
    cwd: root,
  })
  expect(packed.code).toBe(0)
  const [report] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[]; bundled: unknown[] }]
  const paths = report.files.map(({ path }) => path)
  // npm packs what `main` names, whether it is listed or not: that is Electron's way in, and nothing asks for it here.
  for (const path of paths)
    expect(path).toMatch(
      /^(package\.json|README\.md|LICENSE|out\/main\/(main|sessionscope|exercise-child)\.js|out\/main\/chunks\/[\w.-]+\.js|out\/main\/third-party-licences\.md|out\/renderer\/.+)$/,
    )
  expect(paths).toEqual(expect.arrayContaining(['out/main/sessionscope.js', 'out/renderer/index.html']))

  await run('npm', ['init', '-y'], { cwd: folder.path })
  const installed = await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder.path, report.filename)],
    { cwd: folder.path },
  )
  expect(installed).toMatchObject({ code: 0 })
  const home = join(folder.path, 'node_modules', 'sessionscope')
  for (const absent of ['electron', 'react', 'express', 'vite', 'playwright'])
    expect(await stat(join(folder.path, 'node_modules', absent)).catch(() => undefined)).toBeUndefined()
  expect(await readFile(join(home, 'out/main/sessionscope.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect((await stat(join(home, 'out/main/sessionscope.js'))).mode & 0o111).toBe(0o111)

  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(await run('npx', ['sessionscope', '--version'], { cwd: folder.path })).toMatchObject({
    code: 0,
    stdout: `${version}\n`,
  })
  const { child, urls } = await serving(
    join(folder.path, 'node_modules', '.bin', 'sessionscope'),
    [],
    folder.path,
    join(folder.path, 'data'),
  )
  expect((await visit(urls['counter'] ?? '')).count).toBe(1)
  const page = await ask(urls['panel'] ?? '', '/')
  expect([page.status, page.header('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const assets = Array.from(page.text.matchAll(/(?:src|href)="(?:\.\/)?([^"]+)"/g), ([, path]) => path ?? '')
  expect(assets.length).toBeGreaterThan(1)
  for (const path of assets)
    expect([path, (await ask(urls['panel'] ?? '', `/${path.replace(/^\//, '')}`)).status]).toEqual([path, 200])
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  await folder.close()
})

/** A base such that foreman's two ports, base and base + 100, are free. */
const freeBase = async (): Promise<number> => {
  for (;;) {
    const first = createServer().listen(0, '127.0.0.1')
    await once(first, 'listening')
    const { port } = first.address() as AddressInfo
    const second = createServer().listen(port + 100, '127.0.0.1')
    const isFree = await Promise.race([
      once(second, 'listening').then(() => true),
      once(second, 'error').then(() => false),
    ])
    const closed = [once(first.close(), 'close'), ...(isFree ? [once(second.close(), 'close')] : [])]
    await Promise.all(closed)
    if (isFree) return port
  }
}

test.describe('foreman', () => {
  needs('ruby-foreman')

  test('starts the counter at its base port and the service 100 above; Ctrl+C ends both', async () => {
    const [folder, base] = [await temporaryFolder(), await freeBase()]
    // The counter is to find the service by itself.
    await writeFile(join(folder.path, 'counter.cfg'), 'USE_SESSION_STORE = True\n')
    const environment = {
      ...process.env,
      SESSIONSCOPE_DATA: folder.path,
      SESSIONSCOPE_CONFIG: join(folder.path, 'counter.cfg'),
    }
    // A group of its own, as a terminal makes it: Ctrl+C goes to all of it.
    const foreman = endWithUs(
      spawn('foreman', ['start', '-p', String(base)], {
        cwd: root,
        env: environment,
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    )
    const exited = once(foreman, 'exit')
    const lines: string[] = []
    createInterface({ input: foreman.stdout }).on('line', (line) => lines.push(line))
    const counter = `http://localhost:${String(base)}/`
    const kv = `http://localhost:${String(base + 100)}/`
    await expect.poll(() => lines.join('\n'), { timeout: 45_000 }).toContain(kv)
    await expect.poll(() => lines.join('\n'), { timeout: 45_000 }).toContain(counter)
    expect(lines.find((line) => line.includes(counter))).toMatch(/counter\.1 .*counter/)
    expect(lines.find((line) => line.includes(kv))).toMatch(/kv\.1 .*key-value/)
    expect((await visit(counter)).count).toBe(1)
    expect((await ask(kv, '/')).json()).toEqual({ keys: [expect.stringMatching(/^[\da-f-]{36}$/)] })
    process.kill(-(foreman.pid ?? 0), 'SIGINT')
    await exited
    for (const url of [counter, kv])
      await expect
        .poll(() =>
          ask(url, '/').then(
            () => 'answers',
            () => 'refuses',
          ),
        )
        .toBe('refuses')
    await folder.close()
  })
})
