import type { SetCookie } from '../../shared/cookie/split-set-cookie.ts'
import { SeenText } from '../kit/seen-text.tsx'
import './set-cookie-text.css'

/** A Set-Cookie line exactly as it was sent; its value is marked. */
export const SetCookieText = ({ cookie: { raw, value, valueAt } }: { readonly cookie: SetCookie }) => (
  <code className="set-cookie-text">
    <SeenText>{raw.slice(0, valueAt)}</SeenText>
    {value === '' ? null : (
      <mark>
        <SeenText>{raw.slice(valueAt, valueAt + value.length)}</SeenText>
      </mark>
    )}
    <SeenText>{raw.slice(valueAt + value.length)}</SeenText>
  </code>
)
