import { inOneLine } from '../../shared/exchange/page-heading.ts'
import { readHtml } from './read-html.ts'

/** The title of an HTML page, empty when it has none. */
export const titleOf = (html: string): string => {
  let title = ''
  let state: 'before' | 'within' | 'after' = 'before'
  readHtml(html, {
    onOpen: (name) => {
      if (name === 'title' && state === 'before') state = 'within'
    },
    onText: (text) => {
      if (state === 'within') title += text
    },
    onClose: (name) => {
      if (name === 'title' && state === 'within') state = 'after'
    },
  })
  return inOneLine(title)
}
