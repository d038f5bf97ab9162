import { isUuid } from '../../base/uuid.ts'
import { idPart, isTokenName } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** A UUID (RFC 9562 §4) and nothing else: what many keep a session's data under. It may be anybody's id of anything. */
export const uuidReader: CookieReader = {
  format: 'uuid',
  label: 'UUID',
  read: (value, { name } = { name: '' }) =>
    isUuid(value) && !isTokenName(name)
      ? { format: 'uuid', certainty: 'possible', kind: 'id', parts: idPart(value) }
      : undefined,
}
