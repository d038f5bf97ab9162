import type { ObservationOf } from '../../../shared/stream/observation.ts'
import { detailTexts } from './exchange-detail-texts.ts'

/** What came of the session cookie that a request brought. */
export const SessionOutcomeNote = ({
  opened: { mode, outcome },
}: {
  readonly opened: ObservationOf<'session.opened'>
}) => (
  <div className="detail-part">
    <h4>{detailTexts.outcome}</h4>
    {outcome.state === 'none' ? <p>{detailTexts.noCookie}</p> : null}
    {outcome.state === 'loaded' ? (
      <p>
        {detailTexts.loaded(mode)} <code>{JSON.stringify(outcome.data)}</code>
      </p>
    ) : null}
    {outcome.state === 'refused' ? (
      <p className="bad">
        {detailTexts.refused(outcome.reason)} {detailTexts.startedAfresh}
        {outcome.detail === undefined ? null : <span className="detail-aside">{outcome.detail}</span>}
      </p>
    ) : null}
  </div>
)
