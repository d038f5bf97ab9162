import { blockedCookiesFold } from '../../src/shared/folds/blocked-cookies.ts'
import { cookieOriginsFold } from '../../src/shared/folds/cookie-origins.ts'
import { crashesFold } from '../../src/shared/folds/crashes.ts'
import { entriesFold } from '../../src/shared/folds/entries.ts'
import { exchangesFold } from '../../src/shared/folds/exchanges.ts'
import { exerciseFold } from '../../src/shared/folds/exercise.ts'
import { holdersFold } from '../../src/shared/folds/holders.ts'
import { jarsFold } from '../../src/shared/folds/jars.ts'
import { labFold } from '../../src/shared/folds/lab.ts'
import { lessonsFold } from '../../src/shared/folds/lessons.ts'
import { milestonesFold } from '../../src/shared/folds/milestones.ts'
import { pagesFold } from '../../src/shared/folds/pages.ts'
import { positionFold } from '../../src/shared/folds/position.ts'
import { refusalsFold } from '../../src/shared/folds/refusals.ts'
import { reportNoteFold } from '../../src/shared/folds/report-note.ts'
import { setCookieLinesFold } from '../../src/shared/folds/set-cookie-lines.ts'
import { stageFold } from '../../src/shared/folds/stage.ts'
import { stepsFold } from '../../src/shared/folds/steps.ts'
import { troublesFold } from '../../src/shared/folds/troubles.ts'
import { sessionsFold } from '../../src/shared/story/sessions.ts'
import { storyFactsFold } from '../../src/shared/story/story-facts.ts'
import type { Fold } from '../../src/shared/stream/fold.ts'

/** Every fold that the panel draws from, where its features, which draw, cannot be imported. A test of the shell holds it to them. */
export const allFolds: readonly Fold<unknown>[] = [
  labFold,
  crashesFold,
  pagesFold,
  jarsFold,
  exchangesFold,
  blockedCookiesFold,
  setCookieLinesFold,
  milestonesFold,
  entriesFold,
  refusalsFold,
  stepsFold,
  lessonsFold,
  exerciseFold,
  reportNoteFold,
  positionFold,
  troublesFold,
  sessionsFold,
  storyFactsFold,
  stageFold,
  holdersFold,
  cookieOriginsFold,
]
