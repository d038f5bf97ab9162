import { Pause, Play, Trash2 } from 'lucide-react'
import { IconButton } from '../../components/icon-button.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { texts } from '../../texts.ts'

interface TimelineToolsProps {
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly isPaused: boolean
  readonly onPause: (isPaused: boolean) => void
  readonly onClear: () => void
}

/** Filter, pause and clear. */
export const TimelineTools = ({ filter, onFilter, isPaused, onPause, onClear }: TimelineToolsProps) => (
  <div className="inspector-tools">
    <SearchBox
      name={texts.timeline.filter}
      placeholder={texts.timeline.filterPlaceholder}
      clearName={texts.timeline.clearFilter}
      value={filter}
      onChange={onFilter}
    />
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
    <IconButton icon={Trash2} name={texts.timeline.clear} onPress={onClear} />
  </div>
)
