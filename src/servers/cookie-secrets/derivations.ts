import { django } from './derivations/django.ts'
import { fastifySecureSession } from './derivations/fastify-secure-session.ts'
import { gorilla } from './derivations/go.ts'
import { iron } from './derivations/iron.ts'
import { flaskLogin, itsdangerous } from './derivations/itsdangerous.ts'
import { jwe } from './derivations/jwe.ts'
import { jwt } from './derivations/jwt.ts'
import { mojolicious } from './derivations/mojolicious.ts'
import { betterAuthCache, cookieSignature, keygrip } from './derivations/node.ts'
import { laravel, symfony, wordpress } from './derivations/php.ts'
import { plugEncrypted, plugSigned } from './derivations/plug.ts'
import { authTicket, beaker, bottle, fernet, pyramidSession, tornado } from './derivations/python.ts'
import { rack2, rackSession } from './derivations/rack.ts'
import { railsEncrypted, railsSigned } from './derivations/rails.ts'
import type { Derivation, SlowDerivation } from './trial.ts'

/** Every way in which a secret may vouch for a cookie or open it. Each looks at the shape first, so that all may be tried. */
export const derivations: readonly (Derivation | SlowDerivation)[] = [
  jwt,
  itsdangerous,
  flaskLogin,
  django,
  cookieSignature,
  keygrip,
  betterAuthCache,
  jwe,
  iron,
  railsEncrypted,
  railsSigned,
  rackSession,
  rack2,
  laravel,
  symfony,
  wordpress,
  plugSigned,
  plugEncrypted,
  gorilla,
  tornado,
  pyramidSession,
  authTicket,
  fernet,
  mojolicious,
  bottle,
  beaker,
  fastifySecureSession,
]
