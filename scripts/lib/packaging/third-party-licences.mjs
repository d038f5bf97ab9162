// @ts-check
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.mjs'
import { packagesOf, readManifest, title } from '../shipped-packages.mjs'

/** @typedef {import('../shipped-packages.mjs').ShippedPackage} ShippedPackage */

/**
 * Writes down whose work a package contains, and under which licences: the packages that really are in its archive,
 * and those that the build bundled.
 * @param {{ root: string, archive: string, file: string }} where
 * @returns {Promise<void>}
 */
export async function writeThirdPartyLicences({ root, archive, file }) {
  const { extractFile, listPackage } = await import('@electron/asar')
  const { dependencies = {} } = await readManifest(root)
  const installed = new Map((await packagesOf(root, Object.keys(dependencies))).map((one) => [title(one), one]))
  const packed = manifestsIn(listPackage(archive, { isPack: false })).map((path) => {
    const manifest = JSON.parse(extractFile(archive, path).toString())
    const found = installed.get(title(manifest))
    if (!found) throw new Failure(`${title(manifest)} was packed, and nothing is known of its licence.`)
    return found
  })
  const sections = await Promise.all([...new Set(packed)].map(section))
  const inServers = await bundledIn(root, 'main', '# Bundled in the servers')
  const inPanel = await bundledIn(root, 'renderer', '# Bundled in the panel')
  await writeFile(file, [heading, ...sections, inServers, inPanel].join('\n\n'))
}

const heading = `# Third-party licences

Sessionscope itself is under the licence in LICENSE. It contains Electron (LICENSE.electron.txt) and Chromium
(LICENSES.chromium.html), and the packages below.

# Beside the servers`

/**
 * @param {string} root
 * @param {string} part of what was built
 * @param {string} title
 * @returns {Promise<string>} what the build wrote of all that it bundled
 */
async function bundledIn(root, part, title) {
  const text = await readFile(join(root, 'out', part, 'third-party-licences.md'), 'utf8')
  return text.replace(/^# .*/, title)
}

/**
 * @param {readonly string[]} paths what is in the archive
 * @returns {string[]} those of them that make a folder a package
 */
export function manifestsIn(paths) {
  const names = paths.map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
  return names.filter((name) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(name)).sort()
}

/**
 * @param {ShippedPackage} shipped
 * @returns {Promise<string>}
 */
async function section({ name, version, licence, author, folder }) {
  const text = await licenceText(folder)
  const holder = `It brings no text of its licence. It is by ${author}: https://www.npmjs.com/package/${name}`
  return `## ${name} - ${version} (${licence})\n\n${text || holder}`
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the texts of its licence and notice files; empty when it brings none
 */
async function licenceText(folder) {
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts.map((text) => text.trim()).join('\n\n')
}
