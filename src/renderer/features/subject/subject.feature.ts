import { labFold } from '../../../shared/folds/lab.ts'
import type { Feature } from '../../client/feature.ts'
import { subjectCommands } from './subject-commands.ts'
import { SubjectNotice } from './subject-notice.tsx'

/** What is watched, and how others join. */
export const subjectFeature: Feature = {
  id: 'subject',
  folds: [labFold],
  commands: subjectCommands,
  Notice: SubjectNotice,
}
