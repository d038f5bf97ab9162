import { failure, messageOf } from '../../../shared/base/result.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { recordingBytesAtMost } from '../../../shared/recording/recording.ts'
import { readRecording } from '../../../shared/recording/read-recording.ts'
import { recordingLines } from '../../../shared/recording/write-recording.ts'
import { readAll } from '../../client/link/read-all.ts'
import type { Services } from '../../client/services.ts'
import { chooseFile } from '../../kit/choose-file.ts'
import { download } from '../../kit/download.ts'
import { positionFold } from '../../../shared/folds/position.ts'
import { recordingTexts } from './recording-texts.ts'

/** Offers all that the stream holds as a file, with each cookie and body in it; says why where that cannot be had. */
export const saveRecording = (services: Services): void => {
  save(services).catch((thrown: unknown) => {
    services.notices.add('recording.save', recordingTexts.unsaved(messageOf(thrown)))
  })
}

const save = async ({ lab, store, clock, notices }: Services): Promise<void> => {
  const known = store.viewOf(labFold)
  const savedAt = clock.now()
  const observations = await readAll(lab, store.viewOf(positionFold))
  if (known.state === 'unknown' || !observations.ok) {
    notices.add(
      'recording.save',
      recordingTexts.unsaved(observations.ok ? recordingTexts.nothing : observations.failure.message),
    )
    return
  }
  notices.settle('recording.save')
  const name = `sessionscope-${new Date(savedAt).toISOString().replace(/[:.]/g, '-')}.recording.jsonl`
  const lines = recordingLines(observations.value, { product: known.facts.version, savedAt })
  download(name, 'application/jsonl', [...lines])
}

/** Lets the user choose a recording and shows it in place of the lab; says what is wrong with a file that is none. */
export const openRecording = (services: Services): void => {
  const { notices } = services
  chooseFile('.jsonl')
    .then((file) => (file === undefined ? undefined : show(file, services)))
    .catch((thrown: unknown) => {
      notices.add('recording.open', recordingTexts.unreadable(String(thrown)))
    })
}

const show = async (file: File, { notices, recording }: Services): Promise<void> => {
  const read =
    file.size > recordingBytesAtMost
      ? failure('bad-input', recordingTexts.tooLarge(file.name, recordingBytesAtMost))
      : readRecording(await file.text(), file.name)
  if (!read.ok) {
    notices.add('recording.open', read.failure.message)
    return
  }
  notices.settle('recording.open')
  recording.change({ ...read.value, name: file.name })
}

/** Goes back from a recording to the lab. */
export const closeRecording = ({ recording }: Services): void => {
  recording.change(undefined)
}
