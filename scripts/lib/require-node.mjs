// @ts-check
import { nodeVersionProblem } from './node-version.mjs'

// Imported first by every script, for its effect: an older Node stops here with one clear line, before it
// meets what it does not know.
const problem = nodeVersionProblem(process.versions.node)
if (problem) {
  console.error(`Error: ${problem}`)
  process.exit(1)
}
