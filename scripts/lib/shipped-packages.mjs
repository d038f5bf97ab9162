// @ts-check
import { access, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * @typedef {object} Manifest the part of a package.json that is read
 * @property {string} name
 * @property {string} version
 * @property {string} [license]
 * @property {{ type: string }[]} [licenses] how old packages say it
 * @property {string | { name: string }} [author]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 *
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression, as the package says it
 * @property {string} author
 * @property {string} folder where it is installed
 */

/**
 * The packages that come along with these, themselves included: what they depend on, down to the last, as far as
 * it is installed. An optional one may be for another platform.
 * @param {string} folder the project's
 * @param {readonly string[]} names
 * @returns {Promise<ShippedPackage[]>} by name and version
 */
export async function packagesOf(folder, names) {
  /** @type {Map<string, ShippedPackage>} */
  const found = new Map()
  const visit = async (/** @type {string} */ name, /** @type {string} */ from) => {
    const place = await installedFolder(name, from)
    if (place === undefined || found.has(place)) return
    const manifest = await readManifest(place)
    found.set(place, {
      name,
      version: manifest.version,
      licence: licenceOf(manifest),
      author: authorOf(manifest),
      folder: place,
    })
    const wanted = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }
    for (const next of Object.keys(wanted)) await visit(next, place)
  }
  for (const name of names) await visit(name, folder)
  return [...found.values()].sort((one, other) => title(one).localeCompare(title(other), 'en'))
}

/**
 * @param {{ name: string, version: string }} shipped
 * @returns {string} such as `zod 4.6.7`
 */
export function title({ name, version }) {
  return `${name} ${version}`
}

/**
 * Where Node would find a package.
 * @param {string} name
 * @param {string} from
 * @returns {Promise<string | undefined>}
 */
async function installedFolder(name, from) {
  const place = join(from, 'node_modules', name)
  if (
    await access(join(place, 'package.json')).then(
      () => true,
      () => false,
    )
  )
    return place
  return dirname(from) === from ? undefined : installedFolder(name, dirname(from))
}

/**
 * @param {string} folder
 * @returns {Promise<Manifest>}
 */
export async function readManifest(folder) {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
}

/**
 * @param {Manifest} manifest
 * @returns {string} an SPDX expression; `none` when it says nothing
 */
export function licenceOf({ license, licenses = [] }) {
  return license ?? (licenses.map(({ type }) => type).join(' OR ') || 'none')
}

/**
 * @param {Manifest} manifest
 * @returns {string}
 */
function authorOf({ author = 'its authors' }) {
  return typeof author === 'string' ? author : author.name
}
