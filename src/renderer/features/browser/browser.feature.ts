import { cookieOriginsFold } from '../../../shared/folds/cookie-origins.ts'
import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { pagesFold } from '../../../shared/folds/pages.ts'
import { stageFold } from '../../../shared/folds/stage.ts'
import type { Feature } from '../../client/feature.ts'
import { browserCommands } from './browser-commands.ts'

/** The two browsers above the tabs. */
export const browserFeature: Feature = {
  id: 'browser',
  folds: [labFold, pagesFold, jarsFold, cookieOriginsFold, lessonsFold, stageFold],
  commands: browserCommands,
}
