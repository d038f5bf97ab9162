import { Inflate } from 'pako'

/** Bytes that may come of compressed ones here: what fits a cookie could else become a thousand times as much. */
export const inflatedAtMost = 131_072

const chunkSize = 4_096

class TooMuch extends Error {}

/** What zlib-compressed bytes (RFC 1950) come to; undefined where they are none, or come to more than {@link inflatedAtMost}. */
export const inflate = (bytes: Uint8Array): Uint8Array | undefined => {
  const stream = new Inflate({ chunkSize })
  const chunks: Uint8Array[] = []
  let length = 0
  stream.onData = (chunk) => {
    const piece = chunk as Uint8Array
    length += piece.length
    if (length > inflatedAtMost) throw new TooMuch()
    chunks.push(piece)
  }
  try {
    if (!stream.push(bytes, true)) return undefined
  } catch (thrown) {
    if (thrown instanceof TooMuch) return undefined
    throw thrown
  }
  return joined(chunks, length)
}

const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
