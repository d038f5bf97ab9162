// @ts-check
import { installPackages, isDebian, lackingPackages } from './debian.mjs'
import { hasCommand, isRoot } from './host.mjs'
import { capture } from './run.mjs'
import { electronPackages } from './system-libraries.mjs'

/**
 * Programs that tests run: real browsers, HTTP clients, Redis, Flask, a reader of PDF, a virtual display.
 *
 * @typedef {object} Tool
 * @property {string} name the package's name in Debian, which also names the tool to tests
 * @property {string} [command] how to recognise it where there is no dpkg
 * @property {string} [module] the same, for a Python module
 */

/** @type {readonly Tool[]} */
export const testTools = [
  { name: 'xvfb', command: 'Xvfb' },
  { name: 'xauth', command: 'xauth' },
  { name: 'imagemagick', command: 'import' },
  { name: 'chromium', command: 'chromium' },
  { name: 'firefox-esr', command: 'firefox-esr' },
  { name: 'httpie', command: 'http' },
  { name: 'redis-server', command: 'redis-server' },
  { name: 'ruby-foreman', command: 'foreman' },
  { name: 'python3-itsdangerous', module: 'itsdangerous' },
  { name: 'python3-flask', module: 'flask' },
  { name: 'python3-requests', module: 'requests' },
  { name: 'curl', command: 'curl' },
  { name: 'poppler-utils', command: 'pdftotext' },
  { name: 'fonts-liberation' },
]

/**
 * Installs what tests need where that is in our power: as root on Debian and its descendants.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string[]>} the names of the tools that are still missing
 */
export async function ensureTestTools(progress) {
  if (isRoot() && (await isDebian())) await installLacking(progress)
  const present = await Promise.all(testTools.map(isPresent))
  return testTools.filter((_, index) => !present[index]).map(({ name }) => name)
}

/** @param {import('./progress.mjs').Progress} progress */
async function installLacking(progress) {
  /** @type {import('./debian.mjs').PackageNames[]} */
  const wanted = [...testTools.map(({ name }) => /** @type {[string]} */ ([name])), ...electronPackages]
  const lacking = await lackingPackages(wanted)
  if (lacking.length === 0) return
  const names = lacking.map(([name]) => name).join(' ')
  await installPackages(`Installing with apt-get: ${names}`, lacking, progress)
}

/**
 * @param {Tool} tool
 * @returns {Promise<boolean>}
 */
async function isPresent({ command, module, name }) {
  if (command) return hasCommand(command)
  if (module) return (await capture('/usr/bin/python3', ['-c', `import ${module}`])).code === 0
  return !(await isDebian()) || (await lackingPackages([[name]])).length === 0
}
