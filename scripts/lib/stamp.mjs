// @ts-check
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/**
 * A fingerprint of the contents of files and folders, the same for the same contents wherever they stand
 * and whenever they were written. A path that does not exist counts as empty.
 * @param {string} base the folder that names are relative to
 * @param {readonly string[]} paths files or folders inside it
 * @returns {Promise<string>} sha256, in hex
 */
export async function fingerprint(base, paths) {
  const files = (await Promise.all(paths.map((path) => filesUnder(join(base, path))))).flat().sort()
  const contents = await Promise.all(files.map((file) => readFile(file)))
  const hash = createHash('sha256')
  for (const [index, file] of files.entries()) {
    const name = relative(base, file).split(sep).join('/')
    const content = contents[index] ?? Buffer.alloc(0)
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesUnder(path) {
  const found = await stat(path).catch(() => undefined)
  if (!found) return []
  if (found.isFile()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/**
 * @param {string} path
 * @returns {Promise<string | undefined>} what was stamped, if anything
 */
export async function readStamp(path) {
  return readFile(path, 'utf8').catch(() => undefined)
}

/**
 * @param {string} path
 * @param {string} value
 */
export async function writeStamp(path, value) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, value)
}
