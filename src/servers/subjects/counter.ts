import { withoutCredentials } from '../../shared/base/public-url.ts'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { firstSubject } from '../../shared/stream/subject-name.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import { startCounter } from '../counter/counter-service.ts'
import { allowedHosts } from '../http/guard-requests.ts'
import type { RunningServer } from '../http/serve-app.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import { createSecretKeys, newRandomKey } from '../session/secret-keys.ts'
import type { SessionStore } from '../session/session-store.ts'
import { createRestartable, type Restartable } from './restartable.ts'
import type { RunningSubject, Signing, Subject, SubjectContext } from './subject.ts'

const app = 'counter'
const store = 'kv'

/** The lab's own application: a counter, and the key-value service that keeps its sessions. */
export const counterSubject: Subject = {
  id: firstSubject.id,
  label: firstSubject.label,
  nodes: [
    { id: app, label: 'counter', role: 'app' },
    { id: store, label: 'key-value', role: 'store' },
  ],
  capabilities: firstSubject.capabilities,
  start: (context) => start(context),
}

const start = async (context: SubjectContext): Promise<Result<RunningSubject>> => {
  const { log, ports, settings } = context
  const kv = await createRestartable(store, log, ports[store] ?? 0, (port) => serveStore(context, port))
  if (!kv.ok) return failed(kv.failure)
  const signing = signingOf(context)
  const storeUrl = () => withoutCredentials(settings.current().KV_URL ?? kv.value.url)
  const exercise = context.exercise.storeAt(storeUrl)
  const counter = await createRestartable(app, log, ports[app] ?? 0, (port) =>
    serveCounter(context, { port, storeUrl, exercise, keys: signing.keys }),
  )
  if (!counter.ok) {
    await kv.value.close(0)
    return failed(counter.failure)
  }
  const servers = new Map<NodeId, Restartable>([
    [app, counter.value],
    [store, kv.value],
  ])
  return success({
    home: counter.value.url,
    urlOf: (node) => servers.get(node)?.url,
    servers,
    signing,
    close: async () => {
      await counter.value.close()
      await kv.value.close()
    },
  })
}

const signingOf = ({ settings }: SubjectContext): Signing => {
  let randomKey = newRandomKey()
  return {
    keys: createSecretKeys(
      () => settings.current(),
      () => randomKey,
    ),
    randomKey: {
      get: () => randomKey,
      set: (key) => {
        randomKey = key
      },
    },
  }
}

const serveStore = (
  { clock, host, hostNames, limits, log, gate, entries }: SubjectContext,
  port: number,
): Promise<Result<RunningServer>> =>
  startKeyValueService({ host, limits, port, entries, log, gate, clock, allowedHosts: allowedHosts(host, hostNames) })

interface CounterPlace extends Pick<Signing, 'keys'> {
  readonly port: number
  readonly storeUrl: () => string
  readonly exercise: SessionStore
}

const serveCounter = (
  { clock, settings, host, hostNames, limits, log, gate, onDefect }: SubjectContext,
  place: CounterPlace,
): Promise<Result<RunningServer>> =>
  startCounter({
    host,
    limits,
    ...place,
    allowedHosts: allowedHosts(host, hostNames),
    settings: () => settings.current(),
    clock,
    log,
    gate,
    onDefect,
  })
