import { exerciseFileName } from '../exercise-texts.ts'
import type { Thrown } from '../messages.ts'
import type { Compiled, Place } from './compile.ts'
import { axios } from './own-axios.ts'

const textAtMost = 300

/** Tells what the student's code threw, whatever it is, and on which line of its text. */
export const describeThrown = (thrown: unknown, compiled: Compiled | undefined): Thrown => {
  try {
    return describe(thrown, compiled)
  } catch {
    // Even looking at it fails.
    return { isError: false, name: 'something', message: 'an object that cannot be looked at', isCancelled: false }
  }
}

const describe = (thrown: unknown, compiled: Compiled | undefined): Thrown => {
  const isCancelled = axios.isCancel(thrown)
  if (!(thrown instanceof Error)) return { isError: false, name: typeof thrown, message: textOf(thrown), isCancelled }
  const place = compiled && placeIn(thrown.stack ?? '', compiled)
  const wire = axios.isAxiosError(thrown) ? { code: thrown.code, status: thrown.response?.status } : {}
  return {
    isError: true,
    name: cut(thrown.name),
    message: cut(thrown.message),
    ...(place && { line: place.line }),
    ...(wire.code !== undefined && { code: wire.code }),
    ...(wire.status !== undefined && { status: wire.status }),
    isCancelled,
  }
}

const cut = (text: string): string => (text.length > textAtMost ? `${text.slice(0, textAtMost)}…` : text)

const textOf = (thrown: unknown): string => {
  if (typeof thrown !== 'object' || thrown === null) return cut(String(thrown))
  return cut(JSON.stringify(thrown))
}

// A frame of the student's own file.
const frame = new RegExp(`${exerciseFileName.replaceAll('.', '\\.')}:(\\d+)(?::(\\d+))?`)

/** Where in the student's text a stack trace points first. */
export const placeIn = (stack: string, compiled: Compiled): Place | undefined => {
  const [, line, column] = frame.exec(stack) ?? []
  return line === undefined ? undefined : compiled.originalOf({ line: Number(line), column: Number(column ?? 1) })
}
