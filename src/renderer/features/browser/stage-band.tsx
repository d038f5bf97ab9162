import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useCall } from '../../client/use-call.ts'
import { useExperimentNumber } from '../../client/use-experiment-number.ts'
import { useStage } from '../../client/use-stage.ts'
import { browserTexts } from './browser-texts.ts'
import './stage-band.css'

/** Over the two browsers while an experiment's stand-ins are in their place: that it is so, and the way back. */
export const StageBand = () => (
  <div className="stage-band-room" role="status" data-moves-views>
    <Band />
  </div>
)

const Band = () => {
  const { stage, isBeingStruck } = useStage()
  const number = useExperimentNumber(stage)
  const call = useCall()
  const [isStopping, setStopping] = useState(false)
  if (stage === undefined) return null
  const stop = async () => {
    setStopping(true)
    await call('run.stop', {})
    setStopping(false)
  }
  return (
    <div className="stage-band">
      <FlaskConical aria-hidden size="1.25em" strokeWidth={1.75} />
      <p>{isBeingStruck ? browserTexts.stage.struck(number) : browserTexts.stage.set(number)}</p>
      <Button className="button" isDisabled={isBeingStruck || isStopping} onPress={() => void stop()}>
        {browserTexts.stage.end}
      </Button>
    </div>
  )
}
