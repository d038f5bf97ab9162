import type { ObservationOf } from '../../../shared/stream/observation.ts'
import { texts } from '../../texts/texts.ts'

/** What came of the session cookie that a request brought. */
export const SessionOutcomeNote = ({
  opened: { mode, outcome },
}: {
  readonly opened: ObservationOf<'session.opened'>
}) => (
  <div className="detail-part">
    <h4>{texts.detail.outcome}</h4>
    {outcome.state === 'none' ? <p>{texts.detail.noCookie}</p> : null}
    {outcome.state === 'loaded' ? (
      <p>
        {texts.detail.loaded(mode)} <code>{JSON.stringify(outcome.data)}</code>
      </p>
    ) : null}
    {outcome.state === 'refused' ? (
      <p className="bad">
        {texts.detail.refused(outcome.reason)} {texts.detail.startedAfresh}
        {outcome.detail === undefined ? null : <span className="detail-aside">{outcome.detail}</span>}
      </p>
    ) : null}
  </div>
)
