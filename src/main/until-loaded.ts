import type { WebContents } from 'electron'

// Milliseconds within which what was done must have begun to load something.
const beginsWithin = 1_000

/** Waits for the load that something is about to begin: done when it is over, or when none began. */
export const untilLoaded = (contents: WebContents): { readonly done: Promise<void>; readonly cancel: () => void } => {
  let cancel = (): void => undefined
  const done = new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      contents.off('did-start-loading', onStart)
      contents.off('did-stop-loading', end)
      contents.off('destroyed', end)
      resolve()
    }
    const onStart = (): void => {
      clearTimeout(timer)
      contents.on('did-stop-loading', end)
    }
    const timer = setTimeout(end, beginsWithin)
    contents.on('did-start-loading', onStart)
    contents.on('destroyed', end)
    cancel = end
  })
  return {
    done,
    cancel: () => {
      cancel()
    },
  }
}
