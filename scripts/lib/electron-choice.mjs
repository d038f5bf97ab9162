// @ts-check

/**
 * Which Electron to run, decided from probes so that the order is plain and testable.
 *
 * @typedef {object} Probes
 * @property {() => Promise<string | undefined>} given an executable that the environment names
 * @property {() => Promise<string | undefined>} installed Electron's own binary, already here
 * @property {() => Promise<boolean>} mayDownload false when it failed a short while ago
 * @property {() => Promise<string | undefined>} download Electron's own binary, fetched now
 * @property {() => Promise<string | undefined>} prepared the registry's Electron, already here
 * @property {(() => Promise<string>) | undefined} prepare fetches the registry's Electron, where it has one
 *
 * @typedef {{ kind: 'given' | 'own' | 'fallback', executable: string, isNew: boolean }} Runtime
 */

/**
 * @param {Probes} probes
 * @returns {Promise<Runtime | undefined>} undefined when no Electron can be had on this machine
 */
export async function chooseRuntime(probes) {
  const given = await probes.given()
  if (given) return { kind: 'given', executable: given, isNew: false }
  const installed = await probes.installed()
  if (installed) return { kind: 'own', executable: installed, isNew: false }
  const downloaded = (await probes.mayDownload()) ? await probes.download() : undefined
  if (downloaded) return { kind: 'own', executable: downloaded, isNew: true }
  const prepared = await probes.prepared()
  if (prepared) return { kind: 'fallback', executable: prepared, isNew: false }
  if (!probes.prepare) return undefined
  return { kind: 'fallback', executable: await probes.prepare(), isNew: true }
}
