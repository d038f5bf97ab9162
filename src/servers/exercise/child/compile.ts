import { createRequire, SourceMap, type SourceMapPayload } from 'node:module'
import type * as Stripper from '@swc/wasm-typescript'
import { init, parse } from 'es-module-lexer'
import type { ExerciseProblem } from '../../../shared/stream/exercise.ts'
import { failed, messageOf, success, type Result } from '../../../shared/base/result.ts'

// It is one file of nearly four megabytes. To import it, Node reads it once more for its format and again for the names of
// its exports, which takes as long as all the rest.
const { transformSync } = createRequire(import.meta.url)('@swc/wasm-typescript') as typeof Stripper

/** A place of the student's file, both numbers counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** The student's file as JavaScript. */
export interface Compiled {
  readonly code: string
  /** Where something of the JavaScript stands in the student's own text. */
  originalOf(place: Place): Place | undefined
}

// As the compiler throws it: no Error.
interface SyntaxProblem {
  readonly message: string
  readonly startLine: number
  readonly startColumn: number
}

const isSyntaxProblem = (thrown: unknown): thrown is SyntaxProblem =>
  typeof thrown === 'object' && thrown !== null && 'startLine' in thrown && 'startColumn' in thrown

/** Turns the student's TypeScript into a module in which `axios` is the module at `axiosUrl`. */
export const compile = async (
  source: string,
  axiosUrl: string,
): Promise<Result<Compiled, readonly ExerciseProblem[]>> => {
  const transformed = transform(source)
  if (!transformed.ok) return transformed
  const { code, map } = transformed.value
  const originalOf = placeFinder(map)
  await init()
  return withImports(code, axiosUrl, originalOf)
}

const transform = (
  source: string,
): Result<{ readonly code: string; readonly map: string }, readonly ExerciseProblem[]> => {
  try {
    const { code, map = '' } = transformSync(source, {
      mode: 'transform',
      sourceMap: true,
      module: true,
      transform: { nativeClassProperties: true },
    })
    return success({ code, map })
  } catch (thrown) {
    if (!isSyntaxProblem(thrown))
      return failed([{ message: `The file cannot be read as TypeScript: ${messageOf(thrown)}` }])
    const { message, startLine: line, startColumn } = thrown
    return failed([{ message: `Syntax error: ${message}`, line, column: startColumn + 1 }])
  }
}

const placeFinder = (map: string): Compiled['originalOf'] => {
  const places = new SourceMap(JSON.parse(map) as SourceMapPayload)
  return ({ line, column }) => {
    const entry = places.findEntry(line - 1, column - 1)
    return 'originalLine' in entry ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 } : undefined
  }
}

const withImports = (
  code: string,
  axiosUrl: string,
  originalOf: Compiled['originalOf'],
): Result<Compiled, readonly ExerciseProblem[]> => {
  const problems: ExerciseProblem[] = []
  let text = ''
  let done = 0
  for (const found of parse(code)[0]) {
    if (found.type === 'import-meta') continue
    const { specifier, start, end, type } = found
    if (specifier !== 'axios') problems.push({ message: refusal(specifier), ...originalOf(placeAt(code, start)) })
    text += code.slice(done, start) + (type === 'dynamic' ? JSON.stringify(axiosUrl) : axiosUrl)
    done = end
  }
  return problems.length > 0 ? failed(problems) : success({ code: text + code.slice(done), originalOf })
}

const refusal = (name: string | undefined): string =>
  name === undefined
    ? "Only axios can be imported here, by its name: import axios from 'axios'."
    : `Only axios can be imported here, not "${name}". The exercise needs nothing else.`

const placeAt = (code: string, index: number): Place => {
  const lines = code.slice(0, index).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
