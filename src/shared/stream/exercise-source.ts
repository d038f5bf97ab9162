/** The three methods that the student writes, in the order of the hand-out. */
export const exerciseMethods = ['setKey', 'getKey', 'deleteKey'] as const
export type ExerciseMethod = (typeof exerciseMethods)[number]

/** The line on which a method begins, counted from 1. */
export const lineOfMethod = (source: string, method: ExerciseMethod): number | undefined => {
  const declared = new RegExp(`^\\s*(?:(?:public|readonly|async)\\s+)*${method}\\s*(?:[(<=]|:.*=)`)
  const index = source.split('\n').findIndex((line) => declared.test(line))
  return index === -1 ? undefined : index + 1
}

/** The methods that still say that they are not implemented. */
export const unwrittenMethods = (source: string): readonly ExerciseMethod[] => {
  const lines = source.split('\n')
  const owner = (index: number): ExerciseMethod | undefined => {
    const begun = exerciseMethods
      .map((method) => ({ method, line: lineOfMethod(source, method) ?? Infinity }))
      .filter(({ line }) => line <= index + 1)
    return begun.sort((one, other) => other.line - one.line)[0]?.method
  }
  const unwritten = new Set(lines.flatMap((line, index) => (/^[^/]*not implemented/i.test(line) ? [owner(index)] : [])))
  return exerciseMethods.filter((method) => unwritten.has(method))
}
