import { stepsFold } from '../../../shared/folds/steps.ts'
import { useView } from '../../client/use-view.ts'
import { sequenceTexts } from './sequence-texts.ts'
import './step-tag.css'

/** On the tab, whichever is open: that step mode is on, and how much it holds, so that nobody wonders why a page hangs. */
export const StepTag = () => {
  const { isOn, held } = useView(stepsFold)
  if (!isOn) return null
  return (
    <span className="tag step-tag" data-is-holding={held.length > 0} aria-hidden>
      {held.length > 0 ? sequenceTexts.steps.count(held.length) : sequenceTexts.steps.on}
    </span>
  )
}

/** The same for those who listen: what is held, as soon as it is. */
export const StepStatus = () => {
  const { held } = useView(stepsFold)
  return (
    <p className="visually-hidden" role="status">
      {held.map((hop) => sequenceTexts.steps.held(hop)).join(', ')}
    </p>
  )
}
