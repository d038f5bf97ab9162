/** The text of a file, and whether some of its bytes had to be replaced. */
export interface HarText {
  readonly text: string
  readonly isDamaged: boolean
}

/**
 * Reads the bytes of a file as text: UTF-8, or UTF-16 where a byte order mark or the zeros in its first bytes say so.
 */
export const decodeHar = (bytes: Uint8Array): HarText => {
  const label = encodingOf(bytes)
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), isDamaged: false }
  } catch {
    return { text: new TextDecoder(label).decode(bytes), isDamaged: true }
  }
}

// JSON begins with an ASCII character, of which UTF-16 makes one zero byte (RFC 4627 §3).
const encodingOf = ([first = 1, second = 1]: Uint8Array): string => {
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return (first === 0xff && second === 0xfe) || (first !== 0 && second === 0) ? 'utf-16le' : 'utf-8'
}
