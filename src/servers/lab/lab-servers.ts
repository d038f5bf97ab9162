import type { Result } from '../../shared/base/result.ts'
import { success } from '../../shared/base/result.ts'
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

/** What the course works with: it stops the store, starts the application anew, and signs what somebody else might. */
export interface CourseServers extends Signing {
  /** The application. */
  readonly counter: Restartable
  /** Where it keeps its sessions. */
  readonly kv: Restartable
}

/** The lab's subject while it is watched. Its owner closes it. */
export interface LabServers extends Pick<RunningSubject, 'home' | 'urlOf' | 'taps' | 'onAppearing' | 'close'> {
  /** Absent where the subject is not what the course is about. */
  readonly ofCourse: CourseServers | undefined
}

/** Starts the lab's subject. Fails in words, with nothing left running. */
export const startServers = async (options: ServersOptions): Promise<Result<LabServers>> => {
  const { subject, counterPort, kvPort } = options
  const [app, store] = [nodeOf(subject, 'app'), nodeOf(subject, 'store')]
  const ports = { ...(app !== undefined && { [app]: counterPort }), ...(store !== undefined && { [store]: kvPort }) }
  const started = await subject.start({ ...options, ports })
  if (!started.ok) return started
  return success({ ...started.value, ofCourse: courseServers(started.value, app, store) })
}

const nodeOf = ({ nodes }: Subject, wanted: NodeRole): NodeId | undefined =>
  nodes.find(({ role }) => role === wanted)?.id

const courseServers = (
  { servers, signing }: RunningSubject,
  app: NodeId | undefined,
  store: NodeId | undefined,
): CourseServers | undefined => {
  const counter = app === undefined ? undefined : servers.get(app)
  const kv = store === undefined ? undefined : servers.get(store)
  if (counter === undefined || kv === undefined || signing === undefined) return undefined
  return { counter, kv, ...signing }
}
