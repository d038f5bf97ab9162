import { defineConfig } from 'vitest/config'

/** Not tests: `npm run gallery` makes the recordings of the gallery anew. */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/gallery/make-gallery.ts'],
    testTimeout: 120_000,
    globalSetup: 'test/support/programs-folder.ts',
  },
})
