import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readBounded } from '../../files/read-bounded.ts'
import { writeWhole } from '../../files/write-whole.ts'
import { sha256 } from '../../files/sha256.ts'

/** Bytes of one picture at most. */
export const pictureAtMost = 2_000_000

/** Pictures of what browsers showed, as PNG files that are named by their digests. */
export interface PictureFolder {
  /** Keeps a picture; resolves with its digest. */
  keep(png: Uint8Array): Promise<string>
  /** A picture, if it is there and still what it was. */
  read(digest: string): Promise<Buffer | undefined>
  /** Removes every picture but these. */
  keepOnly(digests: ReadonlySet<string>): Promise<void>
}

/** A {@link PictureFolder} at a path; it is made with the first picture. */
export const createPictureFolder = (path: string): PictureFolder => {
  const fileOf = (digest: string): string => join(path, `${digest}.png`)
  return {
    keep: async (png) => {
      const digest = sha256(png)
      await mkdir(path, { recursive: true })
      await writeWhole(fileOf(digest), png)
      return digest
    },
    read: async (digest) => {
      const png = await readBounded(fileOf(digest), pictureAtMost)
      return png.ok && sha256(png.value) === digest ? png.value : undefined
    },
    keepOnly: async (digests) => {
      const files = await readdir(path).catch(() => [])
      const gone = files.filter((file) => /^[\da-f]{64}\.png$/.test(file) && !digests.has(file.slice(0, 64)))
      await Promise.all(gone.map((file) => rm(join(path, file), { force: true })))
    },
  }
}
