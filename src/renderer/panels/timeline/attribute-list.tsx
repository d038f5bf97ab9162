import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import { texts } from '../../texts.ts'

/** What each attribute of a Set-Cookie line tells the browser. */
export const AttributeList = ({ line: { cookie, isRemoval } }: { readonly line: ReceivedSetCookie }) => (
  <div className="detail-part">
    <h4>{texts.setCookie.attributes(cookie.name)}</h4>
    {cookie.attributes.length === 0 ? <p className="detail-aside">{texts.setCookie.noAttributes}</p> : null}
    <dl className="attributes">
      {cookie.attributes.map((attribute, index) => (
        <div key={index}>
          <dt>{attribute.name}</dt>
          <dd>{texts.setCookie.attribute(attribute, isRemoval)}</dd>
        </div>
      ))}
    </dl>
  </div>
)
