/**
 * A key as text, and back. Bytes that are no UTF-8 become half characters, each byte one, as with Python's `surrogateescape`
 * (PEP 383): so a key of any bytes can be kept, compared and written as text.
 */
export const textOfKey = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const size = sizeAt(bytes, at)
    text += size === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : decoder.decode(bytes.subarray(at, at + size))
    at += Math.max(size, 1)
  }
  return text
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes that a key signs with. */
export const bytesOfKey = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (character) =>
      /^[\udc80-\udcff]$/.test(character) ? Buffer.from([character.charCodeAt(0) - 0xdc00]) : Buffer.from(character),
    ),
  )

// How many bytes from there on are one character; 0 where they are none.
const sizeAt = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  const size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (size === 0 || at + size > bytes.length) return 0
  try {
    decoder.decode(bytes.subarray(at, at + size))
    return size
  } catch {
    return 0
  }
}
