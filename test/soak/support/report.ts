import { reportIn, type Section } from '../../support/document.ts'
import { seconds } from './options.ts'

const introduction = `# Load and faults

Written by \`npm run soak\`; \`npm run soak -- store-killed\` runs only what is named and leaves the other sections as they are.

Each section is one fault: what was done to the built product while many clients used it, and what was found afterwards. The
clients are *visitors* of the counter, each with its own cookie, who now and then send two requests at once or press Reset, and
*writers*, each of whom sets, reads, overwrites and deletes keys of its own. Both keep a ledger of what was acknowledged. At
the end, when all runs again, the ledger is compared with what is stored:

- every key that was acknowledged has the value that was acknowledged, and every deleted one is gone; of an operation that was not
  acknowledged, either outcome is right;
- of every session, *acknowledged ≤ stored ≤ sent*, and no count was shown twice;
- whatever was answered with 5xx was the announced 503, and within its time;
- the processes that lived through it hold no more memory (heap after a full garbage collection), open files and listening sockets
  than after the warm-up.

A run that finds anything else fails.
`

const write = reportIn('faults.md', introduction)

/** Prints a section and puts it in its place in docs/faults.md. */
export const report = (section: Section): Promise<void> =>
  write({ ...section, how: `${section.how} The load went on for ${seconds.toFixed(0)} s.` })
