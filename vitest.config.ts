import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    // Its own choice leaves one core to others, which is half of a small machine.
    maxWorkers: 2,
    // Within a file: programs that are started side by side must not starve each other.
    maxConcurrency: 3,
    // Facts are awaited for as long as a busy machine may need; nothing is asserted about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
  },
})
