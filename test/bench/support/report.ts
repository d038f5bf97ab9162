import { reportIn } from '../../support/document.ts'

const introduction = `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- counter kv\` measures only what is named and leaves the other sections as they are.

Ratios are what counts, and they are measured side by side: the servers that are compared all run, each as a process of its own, and a
load generator (autocannon, in a process of its own) gives each the same load for a moment in turn, A B C, C B A, and so on. A ratio is
the median of the ratios of each round. *Processor time* is what the servers used for one answer, user and system time of all
processes that took part in it; it depends less on what else the machine does. Ours is the built product as a user starts it, with no
flag for speed; the others are Express applications as their manuals show them, in \`test/bench/peers\`. Node's \`NODE_ENV\` is \`production\` for all.
`

/** Prints a section and puts it in its place in docs/benchmarks.md. */
export const report = reportIn('benchmarks.md', introduction)
