import { labFold } from '../../../shared/folds/lab.ts'
import { useView } from '../../client/use-view.ts'
import { subjectTexts } from './subject-texts.ts'

/** Says, as long as that is so, that the application that is watched does not run. */
export const SubjectNotice = () => {
  const lab = useView(labFold)
  const problem = lab.state === 'known' ? lab.nodes.find(({ role }) => role === 'app')?.problem : undefined
  if (problem === undefined) return null
  return (
    <p className="notice" data-tone="bad">
      <span className="notice-text">
        <b>{problem}</b> <span className="notice-aside">{subjectTexts.away}</span>
      </span>
    </p>
  )
}
