import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { controlFile } from '../../scripts/lib/packaging/debian-package.mjs'
import { debianVersion, packagedRuntime, packageVersion } from '../../scripts/lib/packaging/packaged-runtime.mjs'
import { writeChecksums } from '../../scripts/lib/packaging/release-files.mjs'
import { manifestsIn } from '../../scripts/lib/packaging/third-party-licences.mjs'

const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sessionscope-packaging-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

test('only the Electron that the project asks for makes a release; any other package says in its name what it is', async () => {
  const folder = await folderWith({ version: 'v33.2.1\n' })
  const runtime = await packagedRuntime(join(folder, 'electron'), '45.4.1', 'linux')
  expect(runtime).toEqual({ folder, version: '33.2.1', isRelease: false })
  expect(packageVersion('1.2.3', runtime)).toBe('1.2.3-test-runtime')
  expect(packageVersion('1.2.3', await packagedRuntime(join(folder, 'electron'), '33.2.1', 'linux'))).toBe('1.2.3')
  await rm(folder, { recursive: true })
})

test('to Debian, a release is newer than its tests', () => {
  expect(debianVersion('1.2.3')).toBe('1.2.3')
  expect(debianVersion('1.2.3-test-runtime')).toBe('1.2.3~test.runtime')
})

test("Debian's control file warns of a test build, and of that alone", () => {
  const facts = { version: '1.2.3', architecture: 'amd64', size: 7 }
  expect(controlFile({ ...facts, isRelease: true })).not.toContain('TEST')
  expect(controlFile({ ...facts, version: '1.2.3-test-runtime', isRelease: false })).toMatch(
    /\nVersion: 1\.2\.3~test\.runtime\n[^]*\n TEST BUILD/,
  )
  expect(controlFile({ ...facts, isRelease: true })).toMatch(/\nDepends: libc6, libgtk-3-0 \| libgtk-3-0t64, [^]*\n$/)
})

test('of the files in an archive, those are found that make a folder a package', () => {
  const paths = [
    '/package.json',
    '/node_modules/a/package.json',
    '/node_modules/a/lib/package.json',
    '/node_modules/a/node_modules/@s/b/package.json',
    '\\node_modules\\c\\package.json',
    '/node_modules/.bin/x',
  ]
  expect(manifestsIn(paths)).toEqual([
    'node_modules/a/node_modules/@s/b/package.json',
    'node_modules/a/package.json',
    'node_modules/c/package.json',
  ])
})

test('sha256sum reads the checksums', async () => {
  const folder = await folderWith({ 'a.deb': 'one', 'b.tar.gz': 'two' })
  await writeChecksums(folder, ['a.deb', 'b.tar.gz'])
  expect(execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).toBe(
    'a.deb: OK\nb.tar.gz: OK\n',
  )
  await rm(folder, { recursive: true })
})
