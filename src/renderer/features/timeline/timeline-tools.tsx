import { Download, FolderOpen, Pause, Play, Trash2, TvMinimalPlay, Video } from 'lucide-react'
import { IconButton } from '../../kit/icon-button.tsx'
import { useLive } from '../../client/use-live.ts'
import { useServices } from '../../client/use-services.ts'
import { importHar } from '../har/har-files.ts'
import { timelineTexts } from './timeline-texts.ts'
import { openRecording, saveRecording } from '../recording/recording-files.ts'
import { recordingTexts } from '../recording/recording-texts.ts'
import { harTexts } from '../har/har-texts.ts'
import { ExchangeFilterBox } from './exchange-filter-box.tsx'

interface TimelineToolsProps {
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly isPaused: boolean
  readonly onPause: (isPaused: boolean) => void
  readonly onExport: () => void
  readonly onClear: () => void
}

/** Filter, pause, files and clear. */
export const TimelineTools = ({ filter, onFilter, isPaused, onPause, onExport, onClear }: TimelineToolsProps) => (
  <div className="inspector-tools">
    <ExchangeFilterBox value={filter} onChange={onFilter} />
    <Liveness isPaused={isPaused} onPause={onPause} />
    <FileButtons />
    <IconButton icon={Download} name={harTexts.export} onPress={onExport} />
    <IconButton icon={Trash2} name={timelineTexts.clear} onPress={onClear} />
  </div>
)

// A recording is not live, and there is nothing in it to pause.
const Liveness = ({ isPaused, onPause }: Pick<TimelineToolsProps, 'isPaused' | 'onPause'>) => {
  const isRecorded = useLive(useServices().recording) !== undefined
  if (isRecorded) return <span className="tag">{timelineTexts.recorded}</span>
  return (
    <>
      <span className="tag timeline-liveness" data-is-paused={isPaused}>
        {isPaused ? timelineTexts.paused : timelineTexts.live}
      </span>
      <IconButton
        icon={isPaused ? Play : Pause}
        name={isPaused ? timelineTexts.resume : timelineTexts.pause}
        onPress={() => {
          onPause(!isPaused)
        }}
      />
    </>
  )
}

const FileButtons = () => {
  const services = useServices()
  return (
    <>
      <IconButton
        icon={FolderOpen}
        name={harTexts.import}
        onPress={() => {
          importHar(services)
        }}
      />
      <IconButton
        icon={Video}
        name={recordingTexts.save}
        onPress={() => {
          saveRecording(services)
        }}
      />
      <IconButton
        icon={TvMinimalPlay}
        name={recordingTexts.open}
        onPress={() => {
          openRecording(services)
        }}
      />
    </>
  )
}
