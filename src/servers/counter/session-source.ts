import type { Clock } from '../../shared/base/clock.ts'
import type { Settings } from '../../shared/stream/settings.ts'
import type { StepGate } from '../observation/step-gate.ts'
import { createBuiltInStore } from '../session/built-in-session-store.ts'
import { ClientSideSessionInterface } from '../session/client-side-session-interface.ts'
import { ServerSideSessionInterface } from '../session/server-side-session-interface.ts'
import type { SessionInterface } from '../session/session-interface.ts'
import type { SessionStore } from '../session/session-store.ts'
import { flaskSerializer } from '../session/flask-serializer.ts'
import { onceFor } from '../session/once-for.ts'
import type { SecretKeys } from '../session/signer.ts'
import { Turns } from '../session/turns.ts'

export interface SessionSourceOptions {
  readonly settings: () => Settings
  readonly keys: () => SecretKeys
  /** Where the key-value service is, now. */
  readonly storeUrl: () => string
  /** The student's own store, used when the settings say so. */
  readonly exercise?: SessionStore | undefined
  readonly clock: Clock
  /** Where messages wait in step mode; that time does not count. */
  readonly gate?: StepGate | undefined
}

/** How sessions are kept at this moment. Its owner closes it. */
export interface SessionSource {
  /** The session interface that the settings name now; asked for once a request, so that a switch needs no restart. */
  current(): { readonly name: string; readonly interface: SessionInterface }
  close(): void
}

/** A {@link SessionSource} that owns the connections to the key-value service and the order among requests of one session. */
export const createSessionSource = ({
  settings,
  keys,
  storeUrl,
  exercise,
  clock,
  gate,
}: SessionSourceOptions): SessionSource => {
  const turns = new Turns(undefined, gate)
  const builtIn = createBuiltInStore({ url: storeUrl, timeToLive: () => settings().PERMANENT_SESSION_LIFETIME })

  // Both belong to the settings of a moment: a key is derived once, not at each request.
  const serializerOf = onceFor(keys, (secret) =>
    onceFor(settings, (now) => flaskSerializer({ keys: secret, maxAge: now.PERMANENT_SESSION_LIFETIME })),
  )

  const interfaceOf = (now: Settings): SessionInterface => {
    if (now.USE_SESSION_STORE) {
      const store = now.USE_EXERCISE && exercise ? exercise : builtIn
      return new ServerSideSessionInterface({ store, settings: now, turns })
    }
    return new ClientSideSessionInterface({ serializer: serializerOf()(), settings: now, clock })
  }

  return {
    current: () => {
      const now = settings()
      return { name: now.SESSION_COOKIE_NAME, interface: interfaceOf(now) }
    },
    close: () => {
      builtIn.close()
    },
  }
}
