/** Pixels that a character of the diagram's fixed-width text is wide at the usual size. */
const characterWidth = 7.25

// A text is not cut, but for one that is longer than anybody reads in a drawing.
const linesAtMost = 14

/** Pixels that a text is wide. */
export const textWidth = (text: string, scale: number): number => text.length * characterWidth * scale

/** A text in lines that fit into so many pixels, broken after a space or a mark of punctuation where one is near. */
export const wrapText = (text: string, pixels: number, scale: number, rest: (count: number) => string): string[] => {
  const fits = Math.max(8, Math.floor(pixels / (characterWidth * scale)))
  const lines: string[] = []
  let from = 0
  while (text.length - from > fits) {
    if (lines.length === linesAtMost) return [...lines, rest(text.length - from)]
    const length = breakIn(text.slice(from, from + fits), fits)
    lines.push(text.slice(from, from + length).trimEnd())
    from += length
  }
  return [...lines, text.slice(from)]
}

const breakIn = (line: string, fits: number): number => {
  const near = Math.max(...[' ', ';', ',', '&', '-'].map((mark) => line.lastIndexOf(mark)))
  return near >= fits * 0.6 ? near + 1 : fits
}
