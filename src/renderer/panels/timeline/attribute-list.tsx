import type { SetCookieAttribute } from '../../../shared/set-cookie.ts'
import { texts } from '../../texts.ts'

interface AttributeListProps {
  readonly attributes: readonly SetCookieAttribute[]
  readonly isRemoval: boolean
}

/** What each attribute of a Set-Cookie line tells the browser. */
export const AttributeList = ({ attributes, isRemoval }: AttributeListProps) => {
  if (attributes.length === 0) return <p className="detail-aside">{texts.setCookie.noAttributes}</p>
  return (
    <dl className="attributes" aria-label={texts.setCookie.attributes}>
      {attributes.map((attribute, index) => (
        <div key={index}>
          <dt>{attribute.value === undefined ? attribute.name : `${attribute.name}=${attribute.value}`}</dt>
          <dd>{texts.setCookie.attribute(attribute, isRemoval)}</dd>
        </div>
      ))}
    </dl>
  )
}
