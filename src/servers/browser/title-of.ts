import { parse } from 'node-html-parser'

/** The title of an HTML page, empty when it has none. */
export const titleOf = (html: string): string => parse(html).querySelector('title')?.textContent.trim() ?? ''
