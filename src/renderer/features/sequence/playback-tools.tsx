import { Pause, Play, SkipBack, SkipForward, X } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { sequenceTexts } from './sequence-texts.ts'
import { Segments } from '../../kit/segments.tsx'
import { speeds } from './playback.ts'
import type { PlaybackControl } from './use-playback.ts'

interface PlaybackToolsProps {
  readonly control: PlaybackControl
  /** What would be played: the click that is looked at, or the last one. */
  readonly exchange: ExchangeId | undefined
}

/** Begins a playback, and steers the one that runs. */
export const PlaybackTools = ({ control, exchange }: PlaybackToolsProps) => {
  const { playback, played, play, toggle, move, stop } = control
  const { playback: said } = sequenceTexts
  if (playback === undefined) {
    return (
      <Button
        className="button step-button"
        isDisabled={exchange === undefined}
        onPress={() => {
          if (exchange !== undefined) play(exchange)
        }}
      >
        <Play aria-hidden size="1em" strokeWidth={1.75} /> {said.play}
      </Button>
    )
  }
  return (
    <div className="playback-tools" role="group" aria-label={said.name}>
      <span className="playback-place" role="status">
        {said.place(playback.place + 1, played.length)}
      </span>
      <IconButton
        icon={SkipBack}
        name={said.back}
        onPress={() => {
          move(-1)
        }}
      />
      <IconButton
        icon={playback.isRunning ? Pause : Play}
        name={playback.isRunning ? said.pause : said.resume}
        onPress={toggle}
      />
      <IconButton
        icon={SkipForward}
        name={said.forward}
        onPress={() => {
          move(1)
        }}
      />
      <SpeedChoice control={control} />
      <IconButton icon={X} name={said.stop} onPress={stop} />
    </div>
  )
}

const SpeedChoice = ({ control: { speed, setSpeed } }: { readonly control: PlaybackControl }) => (
  <Segments
    name={sequenceTexts.playback.speed}
    options={speeds}
    nameOf={(one) => sequenceTexts.playback.speeds[one]}
    value={speed}
    onChange={setSpeed}
  />
)
