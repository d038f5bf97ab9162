const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g

/**
 * Levels that are indented; what lies deeper stays on its line. Indentation costs its depth for every element, so that some
 * kilobytes of brackets would become some hundred megabytes of spaces.
 */
export const deepestIndented = 24

/** The tokens of well-formed JSON text (RFC 8259): strings, brackets, colons, commas, and numbers and names as they are spelt. */
export const jsonTokens = (text: string): IterableIterator<RegExpExecArray> => text.matchAll(tokens)

/** By how much a token changes the depth. */
export const depthChange = (token: string): number =>
  token === '{' || token === '[' ? 1 : token === '}' || token === ']' ? -1 : 0

/** Spells a string in the one way that needs no escape; a lone surrogate stays one. */
export const plainToken = (token: string): string =>
  token.startsWith('"') && token.includes('\\') ? JSON.stringify(JSON.parse(token)) : token

/**
 * JSON text, known to be well-formed, with each member and element on a line of its own, indented by two, as
 * `JSON.stringify(…, null, 2)` has it, as far as {@link deepestIndented}. Numbers stay as they were sent.
 */
export const indented = (text: string): string => {
  const pieces: string[] = []
  let depth = 0
  let before = ''
  const startLine = (level: number): void => {
    if (level <= deepestIndented) pieces.push('\n', '  '.repeat(level))
  }
  for (const [token] of jsonTokens(text)) {
    const change = depthChange(token)
    const isInside = depthChange(before) > 0
    if (change < 0) depth -= 1
    // The bracket that closes a container stands where its elements stood, on a line of its own if they did.
    if (change < 0 && !isInside && depth < deepestIndented) startLine(depth)
    if (change >= 0 && (isInside || before === ',')) startLine(depth)
    if (change > 0) depth += 1
    pieces.push(token === ':' ? ': ' : plainToken(token))
    before = token
  }
  return pieces.join('')
}
