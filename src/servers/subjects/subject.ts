import type { Clock } from '../../shared/base/clock.ts'
import type { Result } from '../../shared/base/result.ts'
import type { NodeName } from '../../shared/stream/node.ts'
import type { BrowserId, NodeId } from '../../shared/stream/participant.ts'
import type { Settings } from '../../shared/stream/settings.ts'
import type { SenderLimits } from '../http/serve-app.ts'
import type { ObservedEntries } from '../kv/observed-entries.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import type { SessionStore } from '../session/session-store.ts'
import type { SecretKeys } from '../session/signer.ts'
import type { SubjectCapabilities } from '../../shared/stream/subject-name.ts'
import type { Restartable } from './restartable.ts'

/** What a subject may use. It is owned by whoever starts the subject. */
export interface SubjectContext {
  readonly clock: Clock
  /** Where exchanges are recorded, and which nodes listen. */
  readonly log: ObservationLog
  /** Where messages wait in step mode. */
  readonly gate: StepGate
  /** The address to listen on, and the names beside its own that it is asked for by. */
  readonly host: string
  readonly hostNames?: readonly string[] | undefined
  readonly limits?: SenderLimits | undefined
  /** The ports of its nodes; one that is not named takes a free port. */
  readonly ports: Readonly<Record<NodeId, number>>
  /** The port by which other clients than the lab's browsers reach an application that is not the lab's own; 0 takes a free one. */
  readonly tapPort: number
  /** Ports that are the lab's own, so that nothing leads to them. */
  readonly ownPorts: () => ReadonlySet<number>
  readonly settings: { readonly current: () => Settings }
  /** What a store of the lab's own holds. */
  readonly entries: ObservedEntries
  /** The student's own class, as the store of sessions. */
  readonly exercise: { readonly storeAt: (url: () => string) => SessionStore }
  /** Told of what should never happen. */
  readonly onDefect: (thrown: unknown) => void
}

/** What is known of how a subject signs its cookies. */
export interface Signing {
  /** The keys of now. */
  readonly keys: () => SecretKeys
  /** The random key that is used where the settings name none; an application that starts anew has another one. */
  readonly randomKey: { get(): string; set(key: string): void }
}

/** The ports of the taps on an application that is not the lab's own: one for each browser, and one for everybody else. */
export interface TapPorts {
  readonly browsers: Readonly<Record<BrowserId, number>>
  readonly others: number
}

/** A subject that is being watched. Whoever started it closes it. */
export interface RunningSubject {
  /** The first page of its application. */
  readonly home: string
  /** Where a node is; undefined for one that is none of the subject's. */
  readonly urlOf: (node: NodeId) => string | undefined
  /** The servers that the lab can stop and start. */
  readonly servers: ReadonlyMap<NodeId, Restartable>
  /** Absent where the lab does not know the keys. */
  readonly signing?: Signing
  /** By which ports its application is reached; absent where it is reached directly. */
  readonly taps?: TapPorts
  /** Told when an application that did not listen does again. */
  readonly onAppearing?: (listener: () => void) => void
  close(): Promise<void>
}

/** What the lab watches: an application, and what belongs to it. */
export interface Subject {
  readonly id: string
  readonly label: string
  readonly nodes: readonly NodeName[]
  readonly capabilities: SubjectCapabilities
  /** Starts all of its nodes. Fails in words, with none left running. */
  start(context: SubjectContext): Promise<Result<RunningSubject>>
}
