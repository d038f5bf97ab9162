// @ts-check
import './lib/require-node.mjs'
import { join } from 'node:path'
import { runOnBuilt } from './lib/built-runs.mjs'
import { runMain } from './lib/failure.mjs'
import { root } from './lib/paths.mjs'
import { createProgress } from './lib/progress.mjs'

// `npm run bench`: measures the built product beside its peers, prints the figures and writes them to docs/benchmarks.md.
// `npm run bench -- counter kv` measures what is named.
await runMain(() =>
  runOnBuilt(
    {
      folder: join(root, 'test', 'bench'),
      ending: '.bench.ts',
      what: 'benchmark',
      names: process.argv.slice(2),
      env: { NODE_ENV: 'production' },
    },
    createProgress(process.stdout),
  ),
)
