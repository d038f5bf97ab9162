import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** What a page is made of, in its order. Names of tags and attributes are in lower case. */
export interface HtmlReader {
  readonly onOpen?: (name: string, attributes: ReadonlyMap<string, string>) => void
  readonly onText?: (text: string) => void
  readonly onClose?: (name: string) => void
}

/**
 * Reads a page from its beginning to its end, tag by tag (HTML Standard, §13.2.5 "Tokenization"). No tree is made of it, so that
 * it takes as long as the page, however its tags are nested or left open.
 */
export const readHtml = (html: string, { onOpen, onText, onClose }: HtmlReader): void => {
  let tag = ''
  let attributes = new Map<string, string>()
  let name = ''
  let value = ''
  const opened = (): void => onOpen?.(tag, attributes)
  const nothing = (): void => undefined
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => onText?.(html.slice(start, end)),
    ontextentity: (codepoint) => onText?.(String.fromCodePoint(codepoint)),
    onopentagname: (start, end) => {
      tag = html.slice(start, end).toLowerCase()
      attributes = new Map()
    },
    onattribname: (start, end) => {
      name = html.slice(start, end).toLowerCase()
      value = ''
    },
    onattribdata: (start, end) => {
      value += html.slice(start, end)
    },
    onattribentity: (codepoint) => {
      value += String.fromCodePoint(codepoint)
    },
    // The first of two that have one name is the one that counts.
    onattribend: () => {
      if (!attributes.has(name)) attributes.set(name, value)
    },
    onopentagend: opened,
    onselfclosingtag: opened,
    onclosetag: (start, end) => onClose?.(html.slice(start, end).toLowerCase()),
    oncomment: nothing,
    oncdata: nothing,
    ondeclaration: nothing,
    onprocessinginstruction: nothing,
    onend: nothing,
    isInForeignContext: () => false,
  }
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, callbacks)
  tokenizer.write(html)
  tokenizer.end()
}
