import { Download, FolderOpen, Pause, Play, Trash2 } from 'lucide-react'
import { IconButton } from '../../kit/icon-button.tsx'
import { useImportHar } from './use-har.ts'
import { texts } from '../../texts/texts.ts'
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
    <span className="tag timeline-liveness" data-is-paused={isPaused}>
      {isPaused ? texts.timeline.paused : texts.timeline.live}
    </span>
    <IconButton
      icon={isPaused ? Play : Pause}
      name={isPaused ? texts.timeline.resume : texts.timeline.pause}
      onPress={() => {
        onPause(!isPaused)
      }}
    />
    <ImportButton />
    <IconButton icon={Download} name={texts.har.export} onPress={onExport} />
    <IconButton icon={Trash2} name={texts.timeline.clear} onPress={onClear} />
  </div>
)

const ImportButton = () => <IconButton icon={FolderOpen} name={texts.har.import} onPress={useImportHar()} />
