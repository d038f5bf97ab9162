import type { WebContents } from 'electron'

/** What is asked of a page, which may end before it answers: then this rejects, where the answer would never come. */
export const whilePageLives = async <T>(contents: WebContents, ask: () => Promise<T>): Promise<T> => {
  let end = (): void => undefined
  const ended = new Promise<never>((_resolve, reject) => {
    end = () => {
      reject(new Error('the page has ended'))
    }
  })
  contents.once('destroyed', end)
  contents.once('render-process-gone', end)
  try {
    return await Promise.race([ask(), ended])
  } finally {
    contents.off('destroyed', end)
    contents.off('render-process-gone', end)
  }
}
