import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import { setCookieTexts } from './set-cookie-texts.ts'

/** What the reading made of each attribute of a Set-Cookie line. */
export const AttributeList = ({ line: { at, cookie, reading } }: { readonly line: ReceivedSetCookie }) => (
  <div className="detail-part">
    <h4>{setCookieTexts.attributes(cookie.name)}</h4>
    {cookie.attributes.length === 0 ? <p className="detail-aside">{setCookieTexts.noAttributes}</p> : null}
    <dl className="attributes">
      {cookie.attributes.map((attribute, index) => (
        <div key={index}>
          <dt>{attribute.name}</dt>
          <dd>{setCookieTexts.attribute(reading, index, at)}</dd>
        </div>
      ))}
    </dl>
  </div>
)
