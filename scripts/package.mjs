// @ts-check
import './lib/require-node.mjs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { ensureElectron } from './lib/electron-runtime.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { hasCommand } from './lib/host.mjs'
import { makeDebianPackage } from './lib/packaging/debian-package.mjs'
import { drawIcons } from './lib/packaging/icons.mjs'
import { packagedRuntime, packageVersion } from './lib/packaging/packaged-runtime.mjs'
import { dist, ensurePackager, runPackager } from './lib/packaging/packager.mjs'
import { makeTarball, writeChecksums } from './lib/packaging/release-files.mjs'
import { nodeModules, root } from './lib/paths.mjs'
import { createProgress } from './lib/progress.mjs'
import { readManifest } from './lib/shipped-packages.mjs'

// `npm run package`: what people install, for the system that this runs on, in `dist`. docs/packaging.md tells the rest.
const progress = createProgress(process.stdout)

await runMain(async () => {
  await ensureDependencies(progress)
  const { executable } = await ensureElectron(progress)
  const runtime = await packagedRuntime(executable, (await readManifest(join(nodeModules, 'electron'))).version)
  const version = packageVersion((await readManifest(root)).version, runtime)
  if (!runtime.isRelease)
    progress.note(
      `TEST BUILD: Electron ${runtime.version} is not the one that releases are made of. The files are named ${version}; do not hand them on.`,
    )
  await ensurePackager(progress)
  await ensureBuild(progress)
  await rm(dist, { recursive: true, force: true })
  const icons = join(dist, '.icons')
  await drawIcons(icons)
  await mkdir(dist, { recursive: true })
  if (process.platform === 'linux') await packageForLinux({ version, runtime, icons })
  else
    await progress.step(`Packaging for ${process.platform} (electron-builder)`, () => make({ version, runtime, icons }))
  await rm(icons, { recursive: true })
  await report()
})

/** @param {import('./lib/packaging/packager.mjs').Order} order */
async function packageForLinux(order) {
  const { version, icons, runtime } = order
  await progress.step('Putting the application together (electron-builder)', () => make({ ...order, targets: ['dir'] }))
  const application = join(dist, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`)
  const name = `sessionscope-${version}-linux-${process.arch}`
  await progress.step('tar.gz', () => makeTarball({ application, name, into: dist }))
  if (await hasCommand('dpkg-deb')) {
    await progress.step('deb', () =>
      makeDebianPackage({ application, icons, version, isRelease: runtime.isRelease, into: dist }),
    )
  } else progress.note('– deb: there is no dpkg-deb on this machine')
  await progress.attempt('AppImage', async () => {
    const { code, stderr } = await runPackager({ ...order, targets: ['AppImage'], prepackaged: application })
    if (code === 0) return true
    progress.note(
      `  AppImage is not made here: electron-builder could not get the tool for it. ${/^.*Error: .*$/m.exec(stderr)?.[0] ?? ''}`,
    )
    return undefined
  })
}

/** @param {import('./lib/packaging/packager.mjs').Order} order */
async function make(order) {
  const { code, stdout, stderr } = await runPackager(order)
  if (code !== 0) throw new Failure('electron-builder failed.', `${stdout}${stderr}`)
}

/** Says what there is now, and how to check that it is the same elsewhere. */
async function report() {
  const entries = await readdir(dist, { withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !/\.(ya?ml|blockmap)$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
  await writeChecksums(dist, files)
  for (const file of files) progress.note(`${file}  ${Math.round((await stat(join(dist, file))).size / 1e6)} MB`)
  progress.note(`In ${dist}, with SHA256SUMS.`)
}
