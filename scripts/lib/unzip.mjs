// @ts-check
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Unpacks the chosen files of a zip archive, keeping their permissions.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} target where an entry goes inside the folder; undefined leaves
 *   it out
 * @returns {Promise<void>}
 */
export async function unzip(archive, folder, target) {
  // Installed by npm ci, which has not run yet when this module is loaded.
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  try {
    for await (const entry of zip.eachEntry()) {
      const path = target(entry.fileName)
      if (path === undefined || entry.fileName.endsWith('/')) continue
      const destination = join(folder, path)
      await mkdir(dirname(destination), { recursive: true })
      const mode = (entry.externalFileAttributes >>> 16) & 0o777
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(destination, { mode }))
    }
  } finally {
    zip.close()
  }
}
