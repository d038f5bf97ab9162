import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Targets are set by hand: the oldest Electron the project runs on is 33 (Chrome 130, Node 20.18).
const node = 'node20.18'
const chrome = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: node,
      outDir: 'out/main',
      license: { fileName: 'third-party-licences.md' },
      rolldownOptions: {
        input: {
          main: 'src/main/main.ts',
          sessionscope: 'src/servers/cli/sessionscope.ts',
          'exercise-child': 'src/servers/exercise/child/exercise-child.ts',
        },
        output: { chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { panel: 'src/preload/panel.ts' },
        // A sandboxed preload has no ES modules: one CommonJS file, named so.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: chrome,
      outDir: 'out/renderer',
      minify: true,
      // The panel's policy takes fonts from its own origin only, not from data: URLs.
      assetsInlineLimit: 0,
      // One style sheet: which rule wins must not hang on which tab was opened first.
      cssCodeSplit: false,
      license: { fileName: 'third-party-licences.md' },
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
    plugins: [react()],
  },
})
