import type { NativeImage, WebContents } from 'electron'
import type { Look } from '../servers/browser/browser-driver.ts'
import { messageOf } from '../shared/result.ts'

/** Milliseconds after which a view that draws nothing is given up. */
const patience = 2_000
/** Width in pixels up to which a picture is kept as it is. */
const widthAtMost = 1_280

/** A picture of what a view shows, whether the panel lets it be seen or not. */
export const lookAt = async (contents: WebContents): Promise<Look> => {
  try {
    // A hidden view draws again for the picture, and stays hidden.
    const image = fitted(await inTime(contents.capturePage(undefined, { stayHidden: true })))
    if (image.isEmpty()) return noPicture('The view had not drawn anything yet.')
    return { kind: 'picture', png: image.toPNG(), ...image.getSize() }
  } catch (thrown) {
    return noPicture(`The view gave no picture: ${messageOf(thrown)}`)
  }
}

const noPicture = (why: string): Look => ({ kind: 'text', text: '', why })

const fitted = (image: NativeImage): NativeImage => (image.getSize().width > widthAtMost ? image.resize({ width: widthAtMost }) : image)

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(new Error(`nothing came in ${patience / 1000} s`)) }, patience)
  })
  return Promise.race([work, late]).finally(() => { clearTimeout(timer) })
}
