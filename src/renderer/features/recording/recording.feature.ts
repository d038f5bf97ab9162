import { labFold } from '../../../shared/folds/lab.ts'
import type { Feature } from '../../client/feature.ts'
import { positionFold } from '../../../shared/folds/position.ts'
import { recordingCommands } from './recording-commands.ts'
import { RecordingNotice } from './recording-notice.tsx'

/** Recordings: what the panel saw as a file, and a file in place of the lab. */
export const recordingFeature: Feature = {
  id: 'recording',
  folds: [labFold, positionFold],
  state: { create: ({ recording }) => recording },
  commands: recordingCommands,
  Notice: RecordingNotice,
}
