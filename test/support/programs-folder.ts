import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the programs lie that the tests of this run have built for processes of their own. */
    readonly programsFolder: string
  }
}

// In `node_modules`, so that the programs find the packages that they import.
const programsFolder = join(
  import.meta.dirname,
  '../../node_modules/.cache/sessionscope-test-programs',
  String(process.pid),
)

/** Says where to build programs. */
export const setup = ({ provide }: Pick<TestProject, 'provide'>): void => {
  provide('programsFolder', programsFolder)
}

/** Removes all of them after the last test. */
export const teardown = (): Promise<void> => rm(programsFolder, { recursive: true, force: true })
