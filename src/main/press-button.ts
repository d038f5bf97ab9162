import type { WebContents } from 'electron'
import { failure, success, type Result } from '../shared/base/result.ts'
import { untilLoaded } from './until-loaded.ts'
import { whilePageLives } from './while-page-lives.ts'

/**
 * Presses the button of this name on the page, as a click does. It is looked for in a world of its own, where the page's
 * scripts can neither see nor change what looks.
 */
export const pressButton = async (contents: WebContents, name: string): Promise<Result<undefined>> => {
  const loaded = untilLoaded(contents)
  const isThere: unknown = await whilePageLives(contents, () =>
    contents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code: pressing(name) }], true),
  )
  if (isThere !== true) {
    loaded.cancel()
    return failure('not-found', `The page has no button ${JSON.stringify(name)}.`)
  }
  await loaded.done
  return success(undefined)
}

/** Any number beside 0, the page's own, and 999, that of the preload (Electron documentation, webFrame). */
const isolatedWorld = 1000

const pressing = (name: string): string => `(() => {
  const wanted = ${JSON.stringify(name)}
  const nameOf = (element) => element instanceof HTMLInputElement ? element.value : element.textContent.trim()
  const button = [...document.querySelectorAll('button, input[type=submit]')].find((element) => nameOf(element) === wanted)
  button?.click()
  return button !== undefined
})()`
