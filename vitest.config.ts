import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

/** Tests that draw the panel, or a part of it, in a document. */
const drawn = [
  'test/renderer/**/*.test.tsx',
  'test/gallery/**/*.test.tsx',
  'test/renderer/**/panel-token.test.ts',
  'test/renderer/**/watch-page.test.ts',
]

/** Tests of how much memory this process takes at most: what ran in it before would count. */
const weighed = [
  'test/servers/exercise/node-program.test.ts',
  'test/servers/lesson/progress-file.test.ts',
  'test/servers/lesson/restore-file.test.ts',
  'test/servers/settings/hostile-settings.test.ts',
]

// A test that leaves open what has to be closed fails.
const setupFiles = ['test/support/track-lifetimes.ts']

export default defineConfig({
  test: {
    // Its own choice leaves one core to others, which is half of a small machine.
    maxWorkers: 2,
    // Within a file: programs that are started side by side must not starve each other.
    maxConcurrency: 3,
    // Facts are awaited for as long as a busy machine may need; nothing is asserted about time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    sequence: { sequencer: LongestFirst },
    // Files share what they import, which takes half of their time: what they test keeps nothing outside of itself.
    isolate: false,
    globalSetup: 'test/support/programs-folder.ts',
    projects: [
      { extends: true, test: { name: 'apart', include: weighed, isolate: true, setupFiles } },
      { extends: true, test: { name: 'drawn', include: drawn } },
      {
        extends: true,
        test: {
          name: 'plain',
          setupFiles,
          include: ['test/**/*.test.ts'],
          exclude: [...weighed, ...drawn, 'test/e2e/**', 'test/bench/**'],
        },
      },
    ],
  },
})
