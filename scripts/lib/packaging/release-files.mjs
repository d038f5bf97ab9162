// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { mustRun } from '../run.mjs'

/**
 * Packs a folder into a `tar.gz` whose files belong to nobody in particular.
 * @param {{ application: string, name: string, into: string }} options `name` is that of the folder inside
 * @returns {Promise<string>} its path
 */
export async function makeTarball({ application, name, into }) {
  const file = join(into, `${name}.tar.gz`)
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name']
  const rename = `--transform=s,^${basename(application)},${name},S`
  await mustRun('tar failed.', 'tar', [
    '-C',
    join(application, '..'),
    ...owner,
    rename,
    '-czf',
    file,
    basename(application),
  ])
  return file
}

/**
 * Writes SHA256SUMS, which `sha256sum --check` reads.
 * @param {string} folder
 * @param {readonly string[]} files inside it
 * @returns {Promise<void>}
 */
export async function writeChecksums(folder, files) {
  const lines = await Promise.all(files.map(async (file) => `${await sha256(join(folder, file))}  ${file}\n`))
  await writeFile(join(folder, 'SHA256SUMS'), lines.join(''))
}

/**
 * @param {string} path
 * @returns {Promise<string>}
 */
async function sha256(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
