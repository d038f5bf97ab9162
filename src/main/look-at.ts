import type { NativeImage, WebContents } from 'electron'
import type { Look } from '../servers/browser/browser-driver.ts'
import { messageOf } from '../shared/result.ts'

/** Milliseconds after which a view that draws nothing is given up. */
const patience = 2_000
/** Width in pixels up to which a picture is kept as it is. */
const widthAtMost = 1_280
/** Any number beside 0, the page's own, and 999, that of the preload (Electron documentation, webFrame). */
const isolatedWorld = 1001

/** A picture of what a view shows; the view must be drawing. */
export const lookAt = async (contents: WebContents): Promise<Look> => {
  // A view that never had a page has nobody who could answer, and would be waited for in vain.
  if (contents.getURL() === '') return noPicture('It shows no page yet.')
  try {
    const image = fitted(await inTime(drawnPage(contents)))
    return image.isEmpty() ? noPicture('The view had drawn nothing.') : { kind: 'picture', png: image.toPNG(), ...image.getSize() }
  } catch (thrown) {
    return noPicture(`The view gave no picture: ${messageOf(thrown)}`)
  }
}

const noPicture = (why: string): Look => ({ kind: 'text', text: '', why })

// A page that has just come may not have been drawn yet: the picture would be of the one before. So two frames are awaited.
const drawnPage = async (contents: WebContents): Promise<NativeImage> => {
  const code = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))'
  await contents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code }])
  return contents.capturePage()
}

const fitted = (image: NativeImage): NativeImage => (image.getSize().width > widthAtMost ? image.resize({ width: widthAtMost }) : image)

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(new Error(`nothing came in ${patience / 1000} s`)) }, patience)
  })
  return Promise.race([work, late]).finally(() => { clearTimeout(timer) })
}
