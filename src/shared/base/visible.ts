/**
 * What would not be seen, or would make what is seen another thing than what is there: control characters (Unicode Cc: C0, DEL, C1, among
 * them ESC and the line ends), the controls of writing direction (Unicode Standard Annex #9) and other invisible format characters (Cf), line
 * and paragraph separators. The joiners of emoji and of several scripts are text.
 */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu

/** The same but line ends and tabs, each caught: what a text that is drawn is split at. */
export const unseenCharacters = /((?![\t\n\r])\p{Cc}|[\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf})/gu

/** Text of others for one line of a terminal: what would not be seen stands there as JSON writes it, `\\u001b` (RFC 8259 §7). */
export const visible = (text: string): string => text.replace(unseen, escaped)

/** The same for a text of several lines: line ends and tabs of its own stay. */
export const visibleLines = (text: string): string =>
  text.replace(unseen, (character) => (character === '\n' || character === '\t' ? character : escaped(character)))

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_one, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')
