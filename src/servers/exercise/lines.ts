/** Characters of one message at most: a value of a session is 1 MB at most, and JSON within JSON twice as long. */
const lineAtMost = 4_000_000

/**
 * Takes lines out of the pieces in which a text arrives. A line that is too long ends the reading, since what comes
 * from a program that nobody here has written may never end.
 */
export const createLineReader = (
  onLine: (line: string) => void,
  onTooLong: () => void,
  atMost = lineAtMost,
): ((text: string) => void) => {
  let pieces: string[] = []
  let length = 0
  let isOver = false
  const end = (rest: string): string => {
    const line = pieces.length === 0 ? rest : pieces.join('') + rest
    pieces = []
    length = 0
    return line
  }
  return (text: string): void => {
    let from = 0
    while (!isOver) {
      const to = text.indexOf('\n', from)
      const piece = text.slice(from, to < 0 ? undefined : to)
      if (length + piece.length > atMost) {
        isOver = true
        pieces = []
        return onTooLong()
      }
      if (to < 0) {
        if (piece !== '') pieces.push(piece)
        length += piece.length
        return
      }
      onLine(end(piece))
      from = to + 1
    }
  }
}
