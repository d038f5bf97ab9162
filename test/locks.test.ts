import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capture } from '../scripts/lib/run.mjs'

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
  'src/servers/any.ts': {
    rule: 'no-explicit-any',
    text: 'export const anything = (value: any): boolean => value === 1\n',
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
