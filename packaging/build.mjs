// @ts-check
import { build, Platform } from 'electron-builder'
import { root } from '../scripts/lib/paths.mjs'
import { configuration } from './electron-builder.mjs'

/** @type {import('../scripts/lib/packaging/packager.mjs').Order} */
const { targets, prepackaged, ...options } = JSON.parse(process.argv[2] ?? '')

await build({
  projectDir: root,
  targets: targets === undefined ? Platform.current().createTarget() : Platform.current().createTarget([...targets]),
  config: configuration(options),
  publish: 'never',
  ...(prepackaged === undefined ? {} : { prepackaged }),
})
