import { inOneLine } from '../../shared/exchange/page-heading.ts'
import { readHtml } from './read-html.ts'

/** Elements whose text a browser does not show. */
const unseen = new Set(['title', 'script', 'style', 'noscript', 'template'])

/** What a page says to whoever looks at it, in one line. */
export const shownText = (html: string): string => {
  const pieces: string[] = []
  let within: string | undefined
  readHtml(html, {
    onOpen: (name) => {
      if (within === undefined && unseen.has(name)) within = name
    },
    onText: (text) => {
      if (within === undefined) pieces.push(text)
    },
    onClose: (name) => {
      if (name === within) within = undefined
    },
  })
  return inOneLine(pieces.join(''))
}
