import { defineConfig } from '@playwright/test'

/** Not tests: measurements of the built panel. `npm run bench:panel` runs this. */
export default defineConfig({ testDir: '.', testMatch: '*.bench.ts', workers: 1, timeout: 600_000, reporter: 'line', outputDir: '../../test-results' })
