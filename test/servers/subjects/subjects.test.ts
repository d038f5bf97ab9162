import { expect, it } from 'vitest'
import { failed, success } from '../../../src/shared/base/result.ts'
import { serveApp } from '../../../src/servers/http/serve-app.ts'
import { createExchangeRecorder } from '../../../src/servers/observation/exchange-recorder.ts'
import { counterSubject } from '../../../src/servers/subjects/counter.ts'
import { createRestartable } from '../../../src/servers/subjects/restartable.ts'
import type { Subject } from '../../../src/servers/subjects/subject.ts'
import { withOwnIds } from '../../../src/servers/subjects/subjects.ts'
import { subjectSuite } from '../../suites/subject.ts'
import { recordedBy } from '../../support/plain-recording.ts'

// As small as a subject can be: a plain node:http server that greets.
const greeter: Subject = {
  id: 'greeter',
  label: 'Greeter',
  nodes: [{ id: 'greeter', label: 'greeter', role: 'app' }],
  capabilities: { modeSwitch: false, reset: false, store: false, sessionFacts: false },
  start: async ({ log, gate, host, ports }) => {
    const recorder = createExchangeRecorder({ node: 'greeter', log, gate })
    const server = await createRestartable('greeter', log, ports['greeter'] ?? 0, (port) =>
      serveApp(
        recordedBy(recorder, () => 'hello'),
        { host, port },
      ),
    )
    if (!server.ok) return failed(server.failure)
    const { url } = server.value
    return success({
      home: url,
      urlOf: (node) => (node === 'greeter' ? url : undefined),
      servers: new Map([['greeter', server.value]]),
      close: () => server.value.close(),
    })
  },
}

subjectSuite(counterSubject)
subjectSuite(greeter)

it('no two subjects, and no two nodes of one, have the same id', () => {
  expect(withOwnIds([counterSubject, greeter])).toEqual([counterSubject, greeter])
  expect(() => withOwnIds([greeter, counterSubject, greeter])).toThrow('Two subjects are called greeter.')
  const [node] = greeter.nodes
  const twins = { ...greeter, nodes: node === undefined ? [] : [node, node] }
  expect(() => withOwnIds([twins])).toThrow('Two nodes of greeter are called greeter.')
})
