import type { Recording } from '../../shared/recording/recording.ts'
import type { LiveSource } from './store/live-value.ts'

/** A recording that the panel shows in place of the lab, and the name of its file. */
export interface OpenRecording extends Recording {
  readonly name: string
}

/** The recording that is shown; undefined while the lab is. */
export type RecordingSource = LiveSource<OpenRecording | undefined>
