import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capture } from '../scripts/lib/run.mjs'
import { floors, importsUpwards } from './support/floors.ts'

// What keeps the house in order fails when it should: each file here breaks one rule, in a copy of the folders.

const root = resolve(import.meta.dirname, '..')

const broken: Readonly<Record<string, { text: string; rule: string }>> = {
  'src/shared/node.ts': {
    rule: 'no-restricted-imports',
    text: "import { readFile } from 'node:fs'\nexport const read = readFile\n",
  },
  'src/shared/servers.ts': {
    rule: 'no-restricted-imports',
    text: "import { startLab } from '../servers/lab/lab.ts'\nexport const start = startLab\n",
  },
  'src/servers/electron.ts': {
    rule: 'no-restricted-imports',
    text: "import { app } from 'electron'\nexport const name = app.name\n",
  },
  'src/servers/main.ts': {
    rule: 'no-restricted-imports',
    text: "import { openDesktop } from '../main/desktop.ts'\nexport const open = openDesktop\n",
  },
  'src/preload/node.ts': {
    rule: 'no-restricted-imports',
    text: "import { join } from 'node:path'\nexport const path = join\n",
  },
  'src/main/react.ts': {
    rule: 'no-restricted-imports',
    text: "import { useState } from 'react'\nexport const state = useState\n",
  },
  'src/main/renderer.ts': {
    rule: 'no-restricted-imports',
    text: "import { texts } from '../renderer/texts.ts'\nexport const all = texts\n",
  },
  'src/renderer/servers.ts': {
    rule: 'no-restricted-imports',
    text: "import { startLab } from '../servers/lab/lab.ts'\nexport const start = startLab\n",
  },
  'src/renderer/electron.ts': {
    rule: 'no-restricted-imports',
    text: "import { ipcRenderer } from 'electron'\nexport const ipc = ipcRenderer\n",
  },
  'src/renderer/texts/client.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../client/services.ts'\nexport const own = thing\n",
  },
  'src/renderer/kit/client.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../client/use-view.ts'\nexport const own = thing\n",
  },
  'src/renderer/kit/feature.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../features/console/console.ts'\nexport const own = thing\n",
  },
  'src/renderer/client/feature.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../features/features.ts'\nexport const own = thing\n",
  },
  'src/renderer/client/shell.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../shell/panel.tsx'\nexport const own = thing\n",
  },
  'src/renderer/widgets/feature.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../features/console/console.ts'\nexport const own = thing\n",
  },
  'src/renderer/features/shell.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../shell/panel.tsx'\nexport const own = thing\n",
  },
  'src/renderer/features/deep/shell.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../../shell/panel.tsx'\nexport const own = thing\n",
  },
  'src/renderer/kit/servers.ts': {
    rule: 'no-restricted-imports',
    text: "import { thing } from '../../servers/lab/lab.ts'\nexport const own = thing\n",
  },
  'src/renderer/hooks.ts': {
    rule: 'rules-of-hooks',
    text: "import { useState } from 'react'\nexport const useSome = (on: boolean) => (on ? useState(1) : undefined)\n",
  },
  'src/shared/circle-a.ts': {
    rule: 'no-cycle',
    text: "import { b } from './circle-b.ts'\nexport const a = (): number => b()\n",
  },
  'src/shared/circle-b.ts': {
    rule: 'no-cycle',
    text: "import { a } from './circle-a.ts'\nexport const b = (): number => a()\n",
  },
  'src/shared/circle-of-types-a.ts': {
    rule: 'no-cycle',
    text: "import type { B } from './circle-of-types-b.ts'\nexport interface A {\n  readonly b: B\n}\n",
  },
  'src/shared/circle-of-types-b.ts': {
    rule: 'no-cycle',
    text: "import type { A } from './circle-of-types-a.ts'\nexport interface B {\n  readonly a: A\n}\n",
  },
  'src/servers/any.ts': {
    rule: 'no-explicit-any',
    text: 'export const anything = (value: any): boolean => value === 1\n',
  },
  'src/servers/long.ts': {
    rule: 'max-lines-per-function',
    text: `export const long = (): number => {\n  let sum = 0\n${'  sum += 1\n'.repeat(58)}  return sum\n}\n`,
  },
  'src/renderer/long.tsx': {
    rule: 'max-lines-per-function',
    text: `export const Long = () => (\n  <ul>\n${'    <li />\n'.repeat(58)}  </ul>\n)\n`,
  },
  'test/e2e/own-worker.spec.ts': {
    rule: 'no-restricted-imports',
    text: "import { expect, test } from '@playwright/test'\ntest('one', () => {\n  expect(1).toBe(1)\n})\n",
  },
  'src/servers/promise.ts': {
    rule: 'no-floating-promises',
    text: 'export const send = (): void => {\n  Promise.resolve(1)\n}\n',
  },
}

interface Diagnostic {
  readonly filename: string
  readonly code: string
}

let folder = ''
let found: readonly Diagnostic[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sessionscope-locks-'))
  for (const [file, { text }] of Object.entries(broken)) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  for (const file of ['.oxlintrc.json', 'tsconfig.json']) await copyFile(join(root, file), join(folder, file))
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const { stdout } = await capture(process.execPath, [oxlint, '--format', 'json'], {
    cwd: folder,
    env: { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules', '.bin', 'tsgolint') },
  })
  found = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(Object.entries(broken))('%s is refused', (file, { rule }) => {
  const codes = found.filter(({ filename }) => filename === file).map(({ code }) => code)
  expect(
    codes.some((code) => code.includes(`(${rule})`)),
    codes.join(' '),
  ).toBe(true)
})

const upwards: Readonly<Record<string, { text: string; message: string }>> = {
  'src/shared/base/up.ts': {
    text: "import type { Fold } from '../stream/fold.ts'\nexport type Up = Fold<number>\n",
    message: 'base/up.ts imports stream/fold.ts: base may import itself',
  },
  'src/servers/kv/entries/up.ts': {
    text: "import { openStorage } from '../storage.ts'\nexport const up = openStorage\n",
    message: 'kv/entries/up.ts imports kv/storage.ts: kv/entries may import itself',
  },
  'src/servers/observation/up.ts': {
    text: "export const up = () => import('../lab/lab.ts')\n",
    message: 'observation/up.ts imports lab/lab.ts: observation may import itself, files, kv/entries, settings, http',
  },
  'src/servers/counter/sideways.ts': {
    text: "export * from '../exercise/program.ts'\n",
    message:
      'counter/sideways.ts imports exercise/program.ts: counter may import itself, files, kv/entries, settings, http, observation, kv, session, browser, request, tap',
  },
  'src/servers/attic/nowhere.ts': {
    text: 'export const nowhere = 1\n',
    message: 'attic/nowhere.ts: its folder has no floor in test/support/floors.ts',
  },
  'src/servers/cli/down.ts': { text: "export * from '../lab/lab.ts'\n", message: '' },
}

test('an import that goes up is refused, with what is allowed', async () => {
  const house = join(folder, 'floors')
  for (const top of Object.keys(floors)) await mkdir(join(house, top), { recursive: true })
  for (const [file, { text }] of Object.entries(upwards)) {
    await mkdir(join(house, dirname(file)), { recursive: true })
    await writeFile(join(house, file), text)
  }
  const messages = Object.values(upwards).map(({ message }) => message)
  expect(await importsUpwards(house)).toEqual(messages.filter((message) => message !== '').sort())
})

test('no import of the sources goes up', async () => {
  expect(await importsUpwards(root)).toEqual([])
})
