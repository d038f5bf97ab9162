import type { JsonObject } from '../base/json.ts'
import type { BrowserId, NodeId } from '../stream/participant.ts'

/**
 * A text, or where it is found when the moment of its step has come. It is data, so that a course can be written down; what
 * reads it is `servers/lesson/run/scene.ts`.
 */
export type FromScene<T extends string> = T | SceneText

type SceneText =
  /** The session cookie that a browser holds. */
  | { readonly from: 'jar'; readonly browser: BrowserId }
  /** The session cookie that a browser was given with the answer of this index. */
  | { readonly from: 'received'; readonly browser: BrowserId; readonly index: number }
  /** The address of a server. */
  | { readonly from: 'address'; readonly server: NodeId }
  /** A signed cookie with other data in its payload, and with its old time and signature. */
  | { readonly alter: 'payload'; readonly set: JsonObject; readonly of: FromScene<string> }
  /** Texts, one after the other. */
  | { readonly join: readonly FromScene<string>[] }
