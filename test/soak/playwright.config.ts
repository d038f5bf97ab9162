import { defineConfig } from '@playwright/test'

/** Not tests of `npm test`: minutes of load on the built product while something breaks. `npm run soak` runs this. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.soak.ts',
  workers: 1,
  timeout: 7_200_000,
  reporter: 'line',
  outputDir: '../../test-results',
})
