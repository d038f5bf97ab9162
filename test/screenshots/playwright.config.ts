import { defineConfig } from '@playwright/test'

/** Not tests: the pictures of the README, taken of the real application. `npm run screenshots` runs this. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
  outputDir: '../../test-results',
})
