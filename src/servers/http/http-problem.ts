/** A request that is refused: its HTTP status (RFC 9110 §15) and what the sender should do instead. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }
}

/** Status, message and headers of anything that was thrown; a defect tells its details to nobody outside. */
export const toHttpProblem = (thrown: unknown): HttpProblem => {
  if (thrown instanceof HttpProblem) return thrown
  const status = statusOf(thrown)
  if (status === undefined)
    return new HttpProblem(500, 'The server failed on this request. It is not your fault; its log says more.')
  return new HttpProblem(status, thrown instanceof Error ? thrown.message : 'The request cannot be answered.')
}

// Express and its router throw errors that carry a 4xx status (http-errors), e.g. for a malformed percent-encoding.
const statusOf = (thrown: unknown): number | undefined => {
  if (!(thrown instanceof Error) || !('status' in thrown)) return undefined
  const { status } = thrown
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
