// @ts-check
import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from './failure.mjs'
import { capture, mustRun } from './run.mjs'

/**
 * A package that Debian and its descendants may know by several names, the preferred first: a library that
 * was rebuilt for 64-bit time has a new name in newer releases.
 * @typedef {readonly [string, ...string[]]} PackageNames
 */

const TIMEOUT_MS = 20 * 60_000
const ROBUST = ['-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=300']
const DPKG_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** @returns {Promise<boolean>} whether packages here are Debian's */
export async function isDebian() {
  return access('/usr/bin/dpkg-query').then(
    () => true,
    () => false,
  )
}

/**
 * @param {string} output of `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`
 * @returns {ReadonlySet<string>} the packages that are installed; one that was removed but left its settings is not
 */
export function parseInstalled(output) {
  const lines = output.split('\n').map((line) => line.trim().split(/\s+/))
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name = '']) => name))
}

/**
 * @param {string} output of `apt-cache policy NAME…`
 * @returns {ReadonlySet<string>} the packages that could be installed
 */
export function parseCandidates(output) {
  const blocks = output.split(/^(?=\S)/m)
  const found = blocks.filter((block) => /^\s+Candidate: (?!\(none\))\S/m.test(block))
  return new Set(found.map((block) => block.slice(0, block.indexOf(':'))))
}

/**
 * @param {readonly PackageNames[]} wanted
 * @returns {Promise<PackageNames[]>} those of which no name is installed
 */
export async function lackingPackages(wanted) {
  // Its exit code is 1 as soon as one name is unknown: the listing is what counts.
  const { stdout } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...wanted.flat()])
  const installed = parseInstalled(stdout)
  return wanted.filter((names) => !names.some((name) => installed.has(name)))
}

/**
 * Installs what this release has of the packages, in one go, starting none of their services. As root only.
 * That it fails is said and no more: what works without them still does.
 * @param {string} step its progress line
 * @param {readonly PackageNames[]} lacking
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
export async function installPackages(step, lacking, progress) {
  try {
    await progress.step(step, () => install(lacking))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    progress.note(`${error.details.trimEnd()}\n${error.message}`)
  }
}

/** @param {readonly PackageNames[]} lacking */
async function install(lacking) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  // One unreachable source among several makes this fail; whether that matters, the installation will tell.
  await capture('apt-get', ['update', ...ROBUST], { env, timeout: TIMEOUT_MS })
  const { stdout } = await capture('apt-cache', ['policy', ...lacking.flat()], { env })
  const names = available(lacking, parseCandidates(stdout))
  if (names.length === 0) throw new Failure('apt-get has none of these packages.')
  await withoutServices(async (path) => {
    const args = ['install', '-y', ...ROBUST, '--no-install-recommends', '-o', `DPkg::Path=${path}`, ...names]
    await mustRun('apt-get install failed.', 'apt-get', args, { env, timeout: TIMEOUT_MS })
  })
}

/**
 * @param {readonly PackageNames[]} lacking
 * @param {ReadonlySet<string>} candidates
 * @returns {string[]} of each package, the first name that this release has
 */
export function available(lacking, candidates) {
  return lacking.flatMap((names) => names.find((name) => candidates.has(name)) ?? [])
}

/**
 * Debian starts a service as its package is installed, through `invoke-rc.d` or `deb-systemd-invoke`; tests
 * start their own. For this one installation the package scripts find, first on their path, a pair that does
 * nothing; the machine's own policy is not touched.
 * @param {(path: string) => Promise<void>} install
 */
async function withoutServices(install) {
  const folder = await mkdtemp(join(tmpdir(), 'sessionscope-apt-'))
  try {
    // Package scripts also run as other users than the one who owns the folder.
    await chmod(folder, 0o755)
    for (const name of ['invoke-rc.d', 'deb-systemd-invoke']) {
      await writeFile(join(folder, name), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    }
    await install(`${folder}:${DPKG_PATH}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
