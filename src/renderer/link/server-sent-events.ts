/** One event of a stream; `id` is that of the last event that had one. */
export interface ServerSentEvent {
  readonly id: string
  readonly data: string
}

/**
 * Reads a `text/event-stream` piece by piece, as it comes over the wire (HTML Standard, §9.2.6 "Interpreting an event
 * stream"). Of its fields it knows `id` and `data`; a piece may end anywhere, even between CR and LF.
 */
export const createEventReader = (onEvent: (event: ServerSentEvent) => void): ((piece: string) => void) => {
  let rest = ''
  let id = ''
  let data: string[] = []

  const dispatch = (): void => {
    if (data.length > 0) onEvent({ id, data: data.join('\n') })
    data = []
  }

  const readLine = (line: string): void => {
    if (line === '') return dispatch()
    const [, field, value = ''] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? []
    if (field === 'data') data.push(value)
    if (field === 'id') id = value
  }

  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) readLine(line)
  }
}
