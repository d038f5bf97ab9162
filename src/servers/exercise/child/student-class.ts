import type { ExerciseProblem } from '../../../shared/stream/exercise.ts'
import { exerciseMethods, lineOfMethod } from '../../../shared/stream/exercise-source.ts'
import { failed, success, type Result } from '../../../shared/base/result.ts'
import { exerciseFileName } from '../exercise-texts.ts'
import { compile, type Compiled } from './compile.ts'
import { describeThrown } from './describe-thrown.ts'
import { axiosUrl } from './own-axios.ts'
import { placeOfSyntaxError } from './syntax-place.ts'

const className = 'KeyValueSessionStore'

/** The student's class, ready to make objects of. */
export interface StudentClass {
  readonly compiled: Compiled
  readonly create: (url: string) => object
  /** What is not there yet. */
  readonly problems: readonly ExerciseProblem[]
}

/** Compiles and runs the student's file, and finds the class in it. */
export const loadStudentClass = async (source: string): Promise<Result<StudentClass, readonly ExerciseProblem[]>> => {
  const compiled = await compile(source, axiosUrl())
  if (!compiled.ok) return compiled
  const loaded = await run(compiled.value)
  if (!loaded.ok) return loaded
  const found = loaded.value[className]
  if (!isClass(found)) return failed([whereIsIt(source, loaded.value)])
  return success({ compiled: compiled.value, create: (url) => new found(url), problems: missingMethods(source, found) })
}

// Stack traces name the file by the comment at the end (sourceURL). In a URL of its own it needs no place on the disk.
const run = async (compiled: Compiled): Promise<Result<Record<string, unknown>, readonly ExerciseProblem[]>> => {
  const text = `${compiled.code}\n//# sourceURL=${exerciseFileName}`
  try {
    const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
    return success((await import(/* @vite-ignore */ url)) as Record<string, unknown>)
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return failed([syntaxProblem(thrown, compiled)])
    const { name, message, line } = describeThrown(thrown, compiled)
    return failed([
      { message: `The file fails as soon as it is loaded: ${name}: ${message}`, ...(line !== undefined && { line }) },
    ])
  }
}

const syntaxProblem = ({ message }: SyntaxError, compiled: Compiled): ExerciseProblem => {
  const place = placeOfSyntaxError(compiled.code)
  return {
    message: `Syntax error: ${message.replaceAll(axiosUrl(), 'axios')}`,
    ...(place && compiled.originalOf(place)),
  }
}

const isClass = (found: unknown): found is new (url: string) => object => typeof found === 'function'

const whereIsIt = (source: string, exported: Readonly<Record<string, unknown>>): ExerciseProblem => {
  const index = source.split('\n').findIndex((line) => new RegExp(`\\bclass\\s+${className}\\b`).test(line))
  const line = index === -1 ? {} : { line: index + 1 }
  if ('default' in exported)
    return {
      message: `${className} is the default export. The counter imports it by its name: write "export class ${className}".`,
      ...line,
    }
  if (index !== -1) return { message: `${className} is not exported. Write "export" before "class".`, ...line }
  const others = Object.keys(exported)
  const instead = others.length > 0 ? ` It exports ${others.join(', ')}.` : ''
  return { message: `The file exports no class ${className}.${instead} The counter looks for that very name.` }
}

// A method may also be a property that only an object has; then its name stands in the text.
const missingMethods = (source: string, found: new (url: string) => object): ExerciseProblem[] => {
  const prototype: unknown = found.prototype
  return exerciseMethods
    .filter(
      (method) =>
        !(typeof prototype === 'object' && prototype !== null && method in prototype) &&
        lineOfMethod(source, method) === undefined,
    )
    .map((method) => ({ message: `${className} has no method ${method}.` }))
}
