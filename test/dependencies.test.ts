import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import satisfies from 'spdx-satisfies'
import { expect, test } from 'vitest'
import { licenceOf, packagesOf, readManifest, title } from '../scripts/lib/shipped-packages.mjs'

const root = resolve(import.meta.dirname, '..')

/** Licences of what a work under MIT may carry along; a font's is its own. */
const allowed = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'OFL-1.1',
]

interface Dependencies {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const readJson = async <T>(file: string): Promise<T> => JSON.parse(await readFile(join(root, file), 'utf8')) as T

const direct = async (): Promise<string[]> => {
  const { dependencies, devDependencies } = await readJson<Dependencies>('package.json')
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)].sort()
}

/** Those that `sessionscope` needs, and those that are bundled since a source imports them. Electron comes with licences of its own. */
const shipped = async () => {
  const { dependencies, devDependencies } = await readJson<Dependencies>('package.json')
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((file) => /\.(tsx?|css)$/.test(file))
  const sources = await Promise.all(files.map((file) => readFile(join(root, 'src', file), 'utf8')))
  const isImported = (name: string) =>
    sources.some((source) => source.includes(`'${name}'`) || source.includes(`'${name}/`))
  const bundled = Object.keys(devDependencies).filter((name) => name !== 'electron' && isImported(name))
  return packagesOf(root, [...Object.keys(dependencies), ...bundled])
}

test('docs/dependencies.md has a line for each dependency, with its licence and why it is there', async () => {
  const text = await readFile(join(root, 'docs/dependencies.md'), 'utf8')
  const lines = Array.from(text.matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$/gm), ([, name = '', ...cells]) => ({
    name,
    licence: cells[2] ?? '',
  }))
  expect(lines.map(({ name }) => name).sort()).toEqual(await direct())
  for (const { name, licence } of lines) {
    expect([name, licence]).toEqual([name, licenceOf(await readManifest(join(root, 'node_modules', name)))])
  }
})

test('the licence of everything that is shipped is compatible with MIT', async () => {
  const packages = await shipped()
  expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['express', 'lmdb', 'react', 'qs']))
  const refused = packages.filter(({ licence }) => licence === 'none' || !satisfies(licence, allowed))
  expect(refused.map((one) => `${title(one)}: ${one.licence}`)).toEqual([])
})

test('nothing that is shipped was withdrawn by its authors', async () => {
  const { packages } = await readJson<{ packages: Record<string, { deprecated?: string }> }>('package-lock.json')
  const withdrawn = (await shipped()).flatMap(({ folder }) => packages[folder.slice(root.length + 1)]?.deprecated ?? [])
  expect(withdrawn).toEqual([])
})

test('no licence is taken for allowed by mistake', () => {
  expect(satisfies('GPL-3.0-only', allowed)).toBe(false)
  expect(satisfies('(MIT AND GPL-2.0-only)', allowed)).toBe(false)
  expect(satisfies('(MIT OR GPL-2.0-only)', allowed)).toBe(true)
})
