import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { namesGivenTwice } from './support/exported-names.ts'

const sources = resolve(import.meta.dirname, '..', 'src')

test('no name is exported from two files', async () => {
  expect(await namesGivenTwice(sources)).toEqual([])
})

test('a name that is exported twice is told with both files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sessionscope-names-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const files = {
    'shared/fold.ts':
      'export const fold = 1\nexport interface View {}\nexport const template = `\nexport class Own {}\n`\n',
    'servers/fold.ts': 'export const fold = 2\nexport type { Own } from "./own.ts"\n',
    'servers/own.ts': 'export class Own {}\n',
    'renderer/view.tsx': 'export async function* View() {}\nconst own = 1\nexport { own as Panel }\n',
    'renderer/panel.tsx': 'export const Panel = () => undefined\nexport * from "./view.tsx"\n',
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  expect(await namesGivenTwice(folder)).toEqual([
    '* of ./view.tsx: renderer/panel.tsx hides which names it exports',
    'Own: servers/fold.ts, servers/own.ts',
    'Panel: renderer/panel.tsx, renderer/view.tsx',
    'View: renderer/view.tsx, shared/fold.ts',
    'fold: servers/fold.ts, shared/fold.ts',
  ])
})
