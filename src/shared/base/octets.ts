// Node hands header values over as Latin-1: one character an octet. A cookie's octets are UTF-8 (Chromium, and Fetch for
// what pages read). This is the one border between the two: text inside the lab, octets towards Node.

// The well-formed sequences of UTF-8 (RFC 3629 §4), and whatever octet is in none.
const sequences = new RegExp(
  [
    '[\\xc2-\\xdf][\\x80-\\xbf]',
    '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
    '[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
    '\\xed[\\x80-\\x9f][\\x80-\\xbf]',
    '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
    '[\\xf1-\\xf3][\\x80-\\xbf]{3}',
    '\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}',
    '[\\x80-\\xff]',
  ].join('|'),
  'g',
)

/**
 * The text that a header value's octets stand for, read as UTF-8. An octet that is no UTF-8 becomes a lone surrogate
 * (U+DC80 to U+DCFF, as Python's `surrogateescape` does it): it shows as �, and {@link encodeOctets} gives it back.
 */
export const decodeOctets = (octets: string): string =>
  hasOctet.test(octets) ? octets.replace(sequences, decodeSequence) : octets

const hasOctet = /[\x80-\xff]/

const decodeSequence = (sequence: string): string => {
  const [first = 0, ...rest] = Array.from(sequence, (octet) => octet.charCodeAt(0))
  if (rest.length === 0) return String.fromCharCode(0xdc00 + first)
  const head = first & (0x3f >> rest.length)
  return String.fromCodePoint(rest.reduce((code, octet) => (code << 6) | (octet & 0x3f), head))
}

/** The octets that a text has in UTF-8, one character an octet, as Node wants header values; undoes {@link decodeOctets}. */
export const encodeOctets = (text: string): string =>
  /[^\x00-\x7f]/.test(text) ? text.replace(/[^\x00-\x7f]/gu, encodeCharacter) : text

const encodeCharacter = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xdc80 && code <= 0xdcff) return String.fromCharCode(code - 0xdc00)
  // Any other half of a pair has no encoding (Unicode: U+FFFD takes its place).
  if (code >= 0xd800 && code <= 0xdfff) return '\xef\xbf\xbd'
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f)
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0))
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0))
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0))
}

/** How many octets a text has on the wire. */
export const octetLength = (text: string): number => encodeOctets(text).length

/**
 * The octets that a target's text stands for, one character each. A target as the log keeps it is that already (Node
 * reads the head of a message octet by octet); one with characters beyond U+00FF, out of a file, is UTF-8. The values of
 * headers are text: `encodeOctets` has theirs.
 */
export const octetsOf = (text: string): string => (/^[\0-\u00ff]*$/.test(text) ? text : utf8Octets(text))

/** The octets of a text in UTF-8, one character each. Half of a surrogate pair becomes U+FFFD. */
export const utf8Octets = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('')

/** The text whose UTF-8 these octets are; undefined where they are none. */
export const utf8TextOf = (octets: string): string | undefined => {
  if (/^[\0-\x7f]*$/.test(octets)) return octets
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(octets, (octet) => octet.charCodeAt(0)),
    )
  } catch {
    return undefined
  }
}
