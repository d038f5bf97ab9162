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
