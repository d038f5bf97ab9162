// @ts-check
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packaging } from './packager.mjs'

/** What the icon theme of Linux has places for; Windows' and macOS' own formats are made from the largest. */
export const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** The one drawing that all of them are made from. */
export const iconSource = join(packaging, 'icon.svg')

/**
 * @param {string} folder where `16x16.png` and its like are written
 * @returns {Promise<void>}
 */
export async function drawIcons(folder) {
  /** @type {{ Resvg: new (svg: Buffer, options: object) => { render(): { asPng(): Buffer } } }} */
  const { Resvg } = createRequire(join(packaging, 'package.json'))('@resvg/resvg-js')
  const svg = await readFile(iconSource)
  await mkdir(folder, { recursive: true })
  for (const size of iconSizes) {
    const drawing = new Resvg(svg, { fitTo: { mode: 'width', value: size } })
    await writeFile(join(folder, `${size}x${size}.png`), drawing.render().asPng())
  }
}
