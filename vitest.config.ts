import { defineConfig } from 'vitest/config'

/** Tests of code that keeps nothing outside of itself: their files share what they import, which takes half of their time. */
const pure = [
  'test/shared/**/*.test.ts',
  'test/renderer/**/*.test.{ts,tsx}',
  'test/scripts/**/*.test.ts',
  'test/main/**/*.test.ts',
]

export default defineConfig({
  test: {
    // Its own choice leaves one core to others, which is half of a small machine.
    maxWorkers: 2,
    // Within a file: programs that are started side by side must not starve each other.
    maxConcurrency: 3,
    // Facts are awaited for as long as a busy machine may need; nothing is asserted about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          // What has to be closed must be: see there.
          setupFiles: ['test/support/track-lifetimes.ts'],
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...pure, 'test/e2e/**', 'test/bench/**'],
        },
      },
    ],
  },
})
