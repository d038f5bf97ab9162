import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import { texts } from '../../texts/texts.ts'

/** What the reading made of each attribute of a Set-Cookie line. */
export const AttributeList = ({ line: { at, cookie, reading } }: { readonly line: ReceivedSetCookie }) => (
  <div className="detail-part">
    <h4>{texts.setCookie.attributes(cookie.name)}</h4>
    {cookie.attributes.length === 0 ? <p className="detail-aside">{texts.setCookie.noAttributes}</p> : null}
    <dl className="attributes">
      {cookie.attributes.map((attribute, index) => (
        <div key={index}>
          <dt>{attribute.name}</dt>
          <dd>{texts.setCookie.attribute(reading, index, at)}</dd>
        </div>
      ))}
    </dl>
  </div>
)
