import { crashesFold } from '../../../shared/folds/crashes.ts'
import { entriesFold } from '../../../shared/folds/entries.ts'
import { exerciseFold } from '../../../shared/folds/exercise.ts'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { pagesFold } from '../../../shared/folds/pages.ts'
import { refusalsFold } from '../../../shared/folds/refusals.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { reportNoteFold } from '../../../shared/folds/report-note.ts'
import { stepsFold } from '../../../shared/folds/steps.ts'
import { troublesFold } from '../../../shared/folds/troubles.ts'
import type { Fold } from '../../../shared/stream/fold.ts'

/** Every fold that the panel draws from. */
export const panelFolds: readonly Fold<unknown>[] = [
  labFold,
  crashesFold,
  pagesFold,
  jarsFold,
  exchangesFold,
  setCookieLinesFold,
  entriesFold,
  refusalsFold,
  stepsFold,
  lessonsFold,
  exerciseFold,
  reportNoteFold,
  troublesFold,
]
