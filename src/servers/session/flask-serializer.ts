import { decodePayload, encodePayload } from './payload.ts'
import { signed, type SessionPayload, type SessionSerializer } from './session-serializer.ts'
import { Signer, type SecretKeys } from './signer.ts'
import { dumpsTaggedJson, readTaggedJson } from './tagged-json.ts'
import { TimedSigner } from './timed-signer.ts'

interface FlaskOptions {
  readonly keys: SecretKeys
  /** Seconds for which a value is accepted. */
  readonly maxAge: number
}

/**
 * Flask's signed session cookie (flask/sessions.py, `get_signing_serializer`), byte for byte: tagged JSON, compressed
 * where that helps, signed with its time.
 */
export const flaskSerializer = ({ keys, maxAge }: FlaskOptions): SessionSerializer =>
  signed({ payload: taggedJson, signer: new TimedSigner(new Signer(keys), maxAge) })

const taggedJson: SessionPayload = {
  encode: (data) => encodePayload(dumpsTaggedJson(data)),
  decode: (payload) => {
    const text = decodePayload(payload)
    return text.ok ? readTaggedJson(text.value) : text
  },
}
