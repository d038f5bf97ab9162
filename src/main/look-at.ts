import type { NativeImage, WebContents } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import type { Look } from '../servers/browser/browser-driver.ts'
import { messageOf } from '../shared/base/result.ts'
import { whilePageLives } from './while-page-lives.ts'
import { within } from '../servers/within.ts'

/** Milliseconds after which a view that draws nothing is given up, for now. */
const patience = 4_000
/** Milliseconds after which one that had drawn nothing is looked at again. */
const again = 100
/** Width in pixels up to which a picture is kept as it is. */
const widthAtMost = 1_280
/** Any number beside 0, the page's own, and 999, that of the preload (Electron documentation, webFrame). */
const isolatedWorld = 1001

/**
 * A picture of what a view shows; the view must be drawing. On a busy machine that takes a while: it is tried until it
 * has.
 */
export const lookAt = async (contents: WebContents): Promise<Look> => {
  // A view that never had a page has nobody who could answer, and would be waited for in vain.
  if (contents.isDestroyed() || contents.getURL() === '')
    return { kind: 'text', text: '', why: 'It shows no page yet.' }
  try {
    const drawn = await within(
      patience,
      whilePageLives(contents, () => untilDrawn(contents)),
    )
    if (drawn === 'late') return noPicture(`The view had drawn nothing in ${String(patience / 1_000)} s.`)
    const image = fitted(drawn)
    return { kind: 'picture', png: image.toPNG(), ...image.getSize() }
  } catch (thrown) {
    return noPicture(`The view gave no picture: ${messageOf(thrown)}`)
  }
}

const noPicture = (why: string): Look => ({ kind: 'text', text: '', why, isForNow: true })

// Chromium gives an empty picture of what it has not composed yet.
const untilDrawn = async (contents: WebContents): Promise<NativeImage> => {
  for (const until = performance.now() + patience; ; await pause(again)) {
    const image = await drawnPage(contents)
    if (!image.isEmpty() || performance.now() > until) return image
  }
}

// A page that has just come may not have been drawn yet: the picture would be of the one before. So two frames are
// awaited.
const drawnPage = async (contents: WebContents): Promise<NativeImage> => {
  const code = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))'
  await contents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code }])
  return contents.capturePage()
}

const fitted = (image: NativeImage): NativeImage =>
  image.getSize().width > widthAtMost ? image.resize({ width: widthAtMost }) : image
