import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../src/shared/base/clock.ts'
import { emptyBaseline } from '../../src/shared/stream/baseline/baseline.ts'
import { notYetListening } from '../../src/shared/stream/node.ts'
import { ownNodeIdSchema, type NodeId } from '../../src/shared/stream/participant.ts'
import { serveApp } from '../../src/servers/http/serve-app.ts'
import { createMemoryEntries } from '../../src/servers/kv/entries/memory-entries.ts'
import { createStepGate } from '../../src/servers/observation/step-gate.ts'
import type { RunningSubject, Subject, SubjectContext } from '../../src/servers/subjects/subject.ts'
import { freePort } from '../support/free-port.ts'
import { settingsOf, storeAt } from '../support/lab-servers.ts'
import { newLog, valueOf } from '../support/serve.ts'
import { isKind, observed } from '../support/wait-for.ts'

const host = '127.0.0.1'

const contextFor = ({ nodes }: Subject, ports: Readonly<Record<NodeId, number>>): SubjectContext => {
  const log = newLog({ baseline: baselineWith(nodes) })
  const gate = createStepGate({ log, clock: systemClock })
  onTestFinished(() => {
    gate.close()
  })
  return {
    clock: systemClock,
    log,
    gate,
    host,
    ports,
    tapPort: 0,
    ownPorts: () => new Set(),
    settings: { current: () => settingsOf({}) },
    entries: createMemoryEntries({ clock: systemClock }),
    exercise: { storeAt: (url) => storeAt(url()) },
    onDefect: (thrown) => {
      throw thrown
    },
  }
}

const baselineWith = (nodes: Subject['nodes']) => ({ ...emptyBaseline, nodes: nodes.map(notYetListening) })

const started = async (subject: Subject) => {
  const context = contextFor(subject, {})
  const running = valueOf(await subject.start(context))
  let isClosed = false
  const close = async (): Promise<void> => {
    if (!isClosed) await running.close()
    isClosed = true
  }
  onTestFinished(close)
  return { log: context.log, servers: running.servers, close }
}

const serverOf = ({ servers }: Pick<RunningSubject, 'servers'>, id: NodeId) => {
  const server = servers.get(id)
  if (server === undefined) throw new Error(`${id} has no server.`)
  return server
}

const expectFree = async (port: number): Promise<void> => {
  const taken = valueOf(await serveApp((_request, response) => response.end(), { host, port }))
  await taken.close(0)
}

/** What every {@link Subject} does. */
export const subjectSuite = (subject: Subject): void => {
  const ids = subject.nodes.map(({ id }) => id)

  describe(`${subject.label} as a subject`, () => {
    it('has one application, a store where it says so, and ids that a stream takes', () => {
      const roles = subject.nodes.map(({ role }) => role)
      expect(roles.filter((role) => role === 'app')).toHaveLength(1)
      expect(roles.includes('store')).toBe(subject.capabilities.store)
      for (const id of ids) expect(ownNodeIdSchema.safeParse(id).success).toBe(true)
    })

    it('starts every node on a free port, and says so in the log', async () => {
      const { log, servers } = await started(subject)
      expect([...servers.keys()].sort()).toEqual([...ids].sort())
      const told = log.read(0, 99).filter(isKind('server.changed'))
      expect(new Map(told.map(({ server, state }) => [server, state]))).toEqual(
        new Map([...servers].map(([id, { url }]) => [id, { state: 'listening', url }])),
      )
    })

    it.each(ids)('records what is asked of %s', async (id) => {
      const running = await started(subject)
      const response = await fetch(serverOf(running, id).url, { headers: { 'User-Agent': 'suite/1' } })
      await response.text()
      expect(await observed(running.log, isKind('exchange.requested'))).toMatchObject({
        from: 'client:suite 1',
        to: id,
        target: '/',
      })
      expect(await observed(running.log, isKind('exchange.answered'))).toMatchObject({ status: response.status })
    })

    it.each(ids)('stops %s, whose port is free then, and starts it again where it was', async (id) => {
      const running = await started(subject)
      const server = serverOf(running, id)
      await server.stop()
      expect(server.isListening()).toBe(false)
      await expectFree(server.port)
      valueOf(await server.start())
      await (await fetch(server.url)).text()
      const states = running.log
        .read(0, 999)
        .flatMap((one) => (one.kind === 'server.changed' && one.server === id ? [one.state.state] : []))
      expect(states).toEqual(['listening', 'stopped', 'listening'])
    })

    it('frees its ports when it is closed', async () => {
      const { servers, close } = await started(subject)
      await close()
      for (const { port } of servers.values()) await expectFree(port)
    })

    it.each(ids)('fails in words when the port of %s is taken, and leaves nothing running', async (id) => {
      const ports: Record<NodeId, number> = {}
      for (const node of ids) ports[node] = await freePort()
      const thief = valueOf(await serveApp((_request, response) => response.end(), { host, port: ports[id] ?? 0 }))
      onTestFinished(() => thief.close(0))
      expect(await subject.start(contextFor(subject, ports))).toMatchObject({
        ok: false,
        failure: { code: 'address-in-use', message: expect.stringContaining('is taken by another program') as unknown },
      })
      for (const node of ids) if (node !== id) await expectFree(ports[node] ?? 0)
    })
  })
}
