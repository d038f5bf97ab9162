/** One event of a stream; `id` is that of the last event that had one, `type` is there where the event says one. */
export interface ServerSentEvent {
  readonly type?: string
  readonly id: string
  readonly data: string
}

/**
 * Reads a `text/event-stream` piece by piece, as it comes over the wire (HTML Standard, §9.2.6 "Interpreting an event
 * stream"). Of its fields it knows `event`, `id` and `data`; a piece may end anywhere, even between CR and LF.
 */
export const createEventReader = (onEvent: (event: ServerSentEvent) => void): ((piece: string) => void) => {
  let rest = ''
  let endsInReturn = false
  let id = ''
  let type = ''
  let data: string[] = []

  const dispatch = (): void => {
    if (data.length > 0) onEvent({ ...(type === '' ? {} : { type }), id, data: data.join('\n') })
    type = ''
    data = []
  }

  const readLine = (line: string): void => {
    if (line === '') return dispatch()
    const [, field, value = ''] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? []
    if (field === 'data') data.push(value)
    if (field === 'id') id = value
    if (field === 'event') type = value
  }

  return (piece) => {
    // A long line comes in many pieces: they are looked through once each, and put together when it ends.
    if (!endsInReturn && !/[\r\n]/.test(piece)) {
      rest += piece
      return
    }
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    endsInReturn = rest.endsWith('\r')
    for (const line of lines) readLine(line)
  }
}
