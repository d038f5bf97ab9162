// @ts-check
import { access } from 'node:fs/promises'
import { mustRun } from '../run.mjs'

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }

/** What an installed package puts where. */
export const installedPaths = [
  '/usr/bin/sessionscope',
  '/usr/lib/sessionscope',
  '/usr/share/applications/sessionscope.desktop',
]

/** The program itself, behind its launcher. */
export const installedProgram = '/usr/lib/sessionscope/sessionscope'

/**
 * Installs the package with what it depends on, as a user would.
 * @param {string} file
 * @returns {Promise<void>}
 */
export async function install(file) {
  await mustRun(
    'apt-get install failed.',
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', '--allow-downgrades', '--reinstall', file],
    { env },
  )
}

/** @returns {Promise<void>} */
export async function uninstall() {
  await mustRun('apt-get purge failed.', 'apt-get', ['purge', '-y', '-q', 'sessionscope'], { env })
}

/** @returns {Promise<string[]>} those of its paths that are there */
export async function presentPaths() {
  const present = await Promise.all(
    installedPaths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  return installedPaths.filter((_, index) => present[index])
}
