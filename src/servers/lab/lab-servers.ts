import { failure, success, type Result } from '../../shared/base/result.ts'
import type { NodeRole } from '../../shared/stream/node.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import type { Restartable } from '../subjects/restartable.ts'
import type { RunningSubject, Signing, Subject, SubjectContext } from '../subjects/subject.ts'

interface ServersOptions extends Omit<SubjectContext, 'ports'> {
  readonly subject: Subject
  /** The ports of its application and of its store. */
  readonly counterPort: number
  readonly kvPort: number
}

/** The servers of the lab's subject, listening. Their owner closes them. */
export interface LabServers extends Signing {
  /** The application. */
  readonly counter: Restartable
  /** Where it keeps its sessions. */
  readonly kv: Restartable
  /** Where a node is; undefined for one that is none of the subject's. */
  readonly urlOf: (node: NodeId) => string | undefined
  close(): Promise<void>
}

/** Starts the lab's subject. Fails in words, with nothing left running, also when it has not what the lab's course needs. */
export const startServers = async (options: ServersOptions): Promise<Result<LabServers>> => {
  const { subject, counterPort, kvPort } = options
  const [app, store] = [nodeOf(subject, 'app'), nodeOf(subject, 'store')]
  const ports = { ...(app !== undefined && { [app]: counterPort }), ...(store !== undefined && { [store]: kvPort }) }
  const started = await subject.start({ ...options, ports })
  if (!started.ok) return started
  const running = started.value
  const parts = courseParts(running, app, store)
  if (parts === undefined) {
    await running.close()
    return failure(
      'unavailable',
      `${subject.label} cannot be the subject of this course: it has no store, or keeps its keys to itself`,
    )
  }
  return success({ ...parts, urlOf: (node) => running.servers.get(node)?.url, close: () => running.close() })
}

const nodeOf = ({ nodes }: Subject, wanted: NodeRole): NodeId | undefined =>
  nodes.find(({ role }) => role === wanted)?.id

// What the course works with: it stops the store, starts the application anew, and signs what somebody else might.
const courseParts = (
  { servers, signing }: RunningSubject,
  app: NodeId | undefined,
  store: NodeId | undefined,
): Omit<LabServers, 'urlOf' | 'close'> | undefined => {
  const counter = app === undefined ? undefined : servers.get(app)
  const kv = store === undefined ? undefined : servers.get(store)
  if (counter === undefined || kv === undefined || signing === undefined) return undefined
  return { counter, kv, ...signing }
}
