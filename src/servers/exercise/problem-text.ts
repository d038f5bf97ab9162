import type { ExerciseProblem } from '../../shared/stream/exercise.ts'

/** A problem as one sentence that names its line. */
export const problemText = ({ line, message }: ExerciseProblem): string =>
  line === undefined ? message : `Line ${line}: ${message}`
