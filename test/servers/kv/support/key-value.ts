import { onTestFinished } from 'vitest'
import { allowedHosts } from '../../../../src/servers/http/guard-requests.ts'
import type { Entries } from '../../../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../../../src/servers/kv/entries/memory-entries.ts'
import { startKeyValueService } from '../../../../src/servers/kv/key-value-service.ts'
import type { FactKind } from '../../../../src/shared/stream/observation.ts'
import { ask, type Answer } from '../../../e2e/support/raw-request.ts'
import { createTestClock } from '../../../support/clock.ts'
import { newLog, valueOf } from '../../../support/serve.ts'

type Headers = Readonly<Record<string, string>>

/** A running key-value service, over memory unless told, until the test is over. */
export const startKeyValue = async (entriesOf?: (clock: ReturnType<typeof createTestClock>) => Entries) => {
  const clock = createTestClock()
  const entries = entriesOf?.(clock) ?? createMemoryEntries({ clock })
  const log = newLog({ clock })
  const options = { entries, log, clock, host: '127.0.0.1', port: 0, allowedHosts: allowedHosts('127.0.0.1') }
  const service = valueOf(await startKeyValueService(options))
  const { url, port } = service
  onTestFinished(() => service.close(0))
  const facts = (kind: FactKind) => log.read(0, 10_000).filter((fact) => fact.kind === kind)
  return {
    url,
    port,
    clock,
    entries,
    log,
    facts,
    get: (path: string, headers: Headers = {}): Promise<Answer> => ask(url, path, { headers }),
    post: (body: string | Buffer, headers: Headers = {}): Promise<Answer> =>
      ask(url, '/', { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } }),
    delete: (path: string, headers: Headers = {}): Promise<Answer> => ask(url, path, { method: 'DELETE', headers }),
    ask: (method: string, path: string, headers: Headers = {}): Promise<Answer> => ask(url, path, { method, headers }),
  }
}

/** The path of a key, with nothing in it that a URL could take for anything else. */
export const pathOf = (key: string): string => `/${encodeURIComponent(key)}`
