import { Button } from 'react-aria-components'
import { useLive } from '../../client/use-live.ts'
import { useServices } from '../../client/use-services.ts'
import { closeRecording } from './recording-files.ts'
import { recordingTexts } from './recording-texts.ts'

/** Says, as long as that is so, that what is shown is a recording. */
export const RecordingNotice = () => {
  const services = useServices()
  const recording = useLive(services.recording)
  if (recording === undefined) return null
  const { name, head } = recording
  return (
    <div className="notice">
      <span className="notice-text">{recordingTexts.notice(name, head.savedAt, head.product)}</span>
      <Button
        className="button quiet"
        onPress={() => {
          closeRecording(services)
        }}
      >
        {recordingTexts.back}
      </Button>
    </div>
  )
}
