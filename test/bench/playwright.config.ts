import { defineConfig } from '@playwright/test'

/** Not tests: measurements of the built product. `npm run bench` runs this. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  timeout: 900_000,
  reporter: 'line',
  outputDir: '../../test-results',
})
