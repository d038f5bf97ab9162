// @ts-check

const MINIMUM = '20.19.0'

/**
 * @param {string} version such as `20.19.0`
 * @returns {string | undefined} why this Node cannot run the project, when it cannot
 */
export function nodeVersionProblem(version) {
  if (!isOlder(version, MINIMUM)) return undefined
  return `Sessionscope needs Node.js ${MINIMUM} or newer, and this is ${version}: see https://nodejs.org.`
}

/**
 * @param {string} version
 * @param {string} minimum
 * @returns {boolean}
 */
function isOlder(version, minimum) {
  const parts = version.split('.').map(Number)
  const wanted = minimum.split('.').map(Number)
  const at = wanted.findIndex((part, index) => part !== (parts[index] ?? 0))
  return at >= 0 && (parts[at] ?? 0) < (wanted[at] ?? 0)
}
