import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { points } from '../../../shared/lesson/points.ts'
import { useView } from '../../hooks/use-view.ts'
import { labTexts } from '../../lab-texts.ts'

/** Says the newest verdict to those who do not see the list. */
export const VerdictAnnouncer = () => {
  const { judged } = useView(lessonsFold)
  const newest = points
    .flatMap(({ id, number }) => {
      const one = judged[id]
      return one === undefined || one.isEarlier || one.verdict.state === 'pending' ? [] : [{ number, at: one.at, state: one.verdict.state }]
    })
    .reduce<{ number: number; at: number; state: 'passed' | 'failed' } | undefined>((latest, one) => (latest === undefined || one.at >= latest.at ? one : latest), undefined)
  return (
    <div role="status" className="visually-hidden">
      {newest === undefined ? '' : labTexts.announce(newest.number, newest.state)}
    </div>
  )
}
