import type { SetCookie } from '../../shared/set-cookie.ts'
import './set-cookie-text.css'

/** A Set-Cookie line exactly as it was sent; its value is marked. */
export const SetCookieText = ({ cookie: { raw, value, valueAt } }: { readonly cookie: SetCookie }) => (
  <code className="set-cookie-text">
    {raw.slice(0, valueAt)}
    {value === '' ? null : <mark>{raw.slice(valueAt, valueAt + value.length)}</mark>}
    {raw.slice(valueAt + value.length)}
  </code>
)
