/** Why Python would not get through a file; `at` is an offset in its text. The message never quotes the file: it may hold keys. */
export interface PythonFault {
  readonly at: number
  readonly message: string
}

/** Thrown inside this folder where Python would raise; it never leaves it. */
export class PythonError extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

/** Refuses a file at a place, as Python's compiler would. */
export const refuse = (at: number, message: string): never => {
  throw new PythonError(at, message)
}
