import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  // Two cores, and every test has a whole application of its own.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // A shared, loaded machine may miss a beat; what passes only the second time is reported as flaky, not hidden.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  outputDir: 'test-results',
  use: { trace: 'retain-on-failure' },
})
