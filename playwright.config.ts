import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  // Each keeps an application of its own for the tests that it runs (test/e2e/support/kept.ts).
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // A shared, loaded machine may miss a beat; what passes only the second time is reported as flaky, not hidden.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  outputDir: 'test-results',
  // Recording each test would cost an eighth of the time; `npx playwright test --trace on` records the one that is wondered at.
  use: { trace: 'on-first-retry' },
})
