// Characters that are read in so many milliseconds: 10 MB a second. Whoever writes more waits, not whoever reads.
const atOnce = 500_000
const pace = 50

/**
 * Reads a text, but no faster than it can be dealt with beside all else: a flood of it would take every turn of this
 * process.
 */
export const readInMeasure = (stream: NodeJS.ReadableStream | null, onText: (text: string) => void): void => {
  let left = atOnce
  let began = performance.now()
  const look = (): void => {
    const now = performance.now()
    if (now - began < pace) return
    began = now
    left = atOnce
  }
  stream?.setEncoding('utf8').on('data', (text: string) => {
    look()
    left -= text.length
    if (left < 0) {
      stream.pause()
      setTimeout(() => {
        stream.resume()
      }, pace)
    }
    onText(text)
  })
}
