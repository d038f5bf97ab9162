/** Pixels that a character of the diagram's fixed-width text is wide at the usual size. */
const characterWidth = 6.65

/** A text cut so that it fits into so many pixels. */
export const fitText = (text: string, pixels: number, scale: number): string => {
  const fits = Math.max(4, Math.floor(pixels / (characterWidth * scale)))
  return text.length <= fits ? text : `${text.slice(0, fits - 1)}…`
}

/** Pixels that a text is wide. */
export const textWidth = (text: string, scale: number): number => text.length * characterWidth * scale
