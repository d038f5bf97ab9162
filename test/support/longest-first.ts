import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a quarter of a minute or more on a quiet machine, longest first; Vitest itself remembers only what it has run before, and goes by size until then. */
const long = [
  'check-exercise',
  'run-in-terminal',
  'key-value-process',
  'exercise-session-store',
  'hostile-reports',
  'lesson/experiments',
  'settings-file',
  'redis-entries',
  'flask-settings',
].map((name) => `${name}.test.ts`)

const rank = ({ moduleId }: TestSpecification): number => {
  const index = long.findIndex((name) => moduleId.endsWith(`/${name}`))
  return index === -1 ? long.length : index
}

/** Vitest's own order, but for the longest files of each project: no core is to be left with one of them when the others are done. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = this.ctx.projects
    const sorted = await super.sort(files)
    return sorted.toSorted(
      (one, other) => projects.indexOf(one.project) - projects.indexOf(other.project) || rank(one) - rank(other),
    )
  }
}
