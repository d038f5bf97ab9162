// @ts-check
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../scripts/lib/paths.mjs'
import { writeThirdPartyLicences } from '../scripts/lib/packaging/third-party-licences.mjs'

/**
 * What electron-builder makes of the built project, for each system.
 * @param {{ version: string, runtime: import('../scripts/lib/packaging/packaged-runtime.mjs').PackagedRuntime, icons: string }} options
 */
export const configuration = ({ version, runtime, icons }) => ({
  appId: 'app.sessionscope.desktop',
  productName: 'Sessionscope',
  copyright: 'Sessionscope contributors, MIT',
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',
  electronDist: runtime.folder,
  electronVersion: runtime.version,
  directories: { output: 'dist', buildResources: 'packaging' },
  extraMetadata: { version, desktopName: 'sessionscope.desktop' },
  publish: null,
  npmRebuild: false,
  asar: true,
  // A shared library is opened by the system, which cannot look into an archive.
  asarUnpack: ['**/*.node'],
  files: [
    'out/**',
    'package.json',
    '!out/.sources',
    // What dependencies bring along for those who develop with them, or for other Nodes and C libraries than Electron's.
    '!**/*.{map,md,ts,mts,cts,tsbuildinfo}',
    '!**/*.{c,cc,cpp,h,hpp,gyp,gypi}',
    '!**/{test,tests,__tests__,example,examples,benchmark}/**',
    '!**/{node.abi*,*.musl}.node',
  ],
  extraResources: [{ from: join(icons, '256x256.png'), to: 'icon.png' }],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    // Electron checks it on Windows and macOS; on Linux the archive is as safe as the rest of the package.
    enableEmbeddedAsarIntegrityValidation: true,
    // The panel has a scheme of its own; no page comes from a file.
    grantFileProtocolExtraPrivileges: false,
    // No cookie is ever written to the disk, and asking for the keychain would frighten people.
    enableCookieEncryption: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    resetAdHocDarwinSignature: process.platform === 'darwin',
  },
  afterPack: async (
    /** @type {{ appOutDir: string, electronPlatformName: string, packager: { getResourcesDir(folder: string): string } }} */ {
      appOutDir,
      electronPlatformName,
      packager,
    },
  ) => {
    const resources = packager.getResourcesDir(appOutDir)
    const beside = electronPlatformName === 'darwin' ? resources : appOutDir
    // The small starter that the registry's Electron has for development.
    await rm(join(resources, 'default_app.asar'), { force: true })
    await writeThirdPartyLicences({
      root,
      archive: join(resources, 'app.asar'),
      file: join(beside, 'THIRD-PARTY-LICENCES.md'),
    })
  },
  linux: {
    executableName: 'sessionscope',
    icon: icons,
    category: 'Education',
    synopsis: 'A laboratory that makes HTTP sessions visible',
    desktop: {
      entry: {
        GenericName: 'HTTP session laboratory',
        Keywords: 'HTTP;cookie;session;Set-Cookie;Flask;key-value;web;teaching;',
        StartupWMClass: 'sessionscope',
      },
    },
    extraFiles: [
      { from: 'packaging/sessionscope.sh', to: 'bin/sessionscope' },
      { from: 'LICENSE', to: 'LICENSE' },
    ],
  },
  win: {
    icon: join(icons, '1024x1024.png'),
    target: ['nsis', 'zip'],
    extraFiles: [{ from: 'LICENSE', to: 'LICENSE.txt' }],
  },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    icon: join(icons, '1024x1024.png'),
    category: 'public.app-category.education',
    target: ['dmg', 'zip'],
    hardenedRuntime: true,
    gatekeeperAssess: false,
  },
})
