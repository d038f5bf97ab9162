import { join } from 'node:path'

/** Where everything lies in a data folder. */
export interface LabFiles {
  /** The data folder itself. */
  readonly folder: string
  /** The settings, unless the user has them elsewhere. */
  readonly settings: string
  /** Where the student stands. */
  readonly progress: string
  /** What an experiment has changed, until it is put back. */
  readonly restore: string
  /** What the browsers showed when a lesson passed. */
  readonly pictures: string
  /** The student's own store. */
  readonly exercise: string
  /** The entries of the key-value service, unless KV_DBM says otherwise. */
  readonly kv: string
  /** Chromium's own files. */
  readonly chromium: string
}

/** The layout of a data folder. */
export const labFiles = (folder: string): LabFiles => ({
  folder,
  settings: join(folder, 'counter.cfg'),
  progress: join(folder, 'progress.json'),
  restore: join(folder, 'restore.json'),
  pictures: join(folder, 'pictures'),
  exercise: join(folder, 'exercise'),
  kv: join(folder, 'kv'),
  chromium: join(folder, 'desktop'),
})
