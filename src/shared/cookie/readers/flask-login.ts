import { partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** Flask-Login's remember cookie (flask_login/utils.py, `encode_cookie`): the user's id and its HMAC-SHA512. No time is in it. */
export const flaskLoginReader: CookieReader = {
  format: 'flask-login-remember',
  label: 'Flask-Login remember cookie',
  read: (value) => {
    const [, id, signature] = /^(.+)\|([\da-f]{128})$/.exec(value) ?? []
    if (id === undefined || signature === undefined) return undefined
    return {
      format: 'flask-login-remember',
      certainty: 'likely',
      kind: 'signed',
      purpose: 'remember',
      parts: partsOf(value, ['data', 'user id', id, { says: id }], ['signature', 'signature', signature]),
      data: { user_id: id },
    }
  },
}
