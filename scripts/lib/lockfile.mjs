// @ts-check

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Whether what npm says it installed is what package-lock.json asks for. A package that is optional may be
 * absent: it may be for another platform.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm keeps since version 7
 * @returns {boolean}
 */
export function isInstalledFrom(wanted, installed) {
  const present = installed.packages ?? {}
  const packages = Object.entries(wanted.packages ?? {}).filter(([path]) => path !== '')
  return packages.every(([path, locked]) => {
    const found = present[path]
    if (!found) return Boolean(locked.optional ?? locked.devOptional)
    return found.version === locked.version && found.integrity === locked.integrity
  })
}
