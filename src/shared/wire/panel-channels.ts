import type { Observation } from '../stream/observation.ts'

/**
 * The names of the IPC channels between preload and main, and what travels on them. They carry the contract; they are
 * not a second one: an operation's name and input are checked by the lab's dispatcher alone.
 */
export const channels = {
  /** invoke(name, input) → Result */
  call: 'lab:call',
  /** send(follower, after): begin to follow the stream. */
  follow: 'lab:follow',
  /** send(follower): stop following. */
  unfollow: 'lab:unfollow',
  /** send(follower): the batch was taken in, so that the next one may come. */
  taken: 'lab:taken',
  /** to the panel: {@link Delivery} */
  deliver: 'lab:deliver',
  /** send(groups): what the window's menu shows of the panel's commands. */
  menu: 'panel:menu',
  /** to the panel: the id of the command that was chosen in the menu. */
  choose: 'panel:choose',
} as const

/** A batch of the stream for one follower; none where its stream failed, so that it is to follow anew. */
export interface Delivery {
  readonly follower: number
  readonly batch: readonly Observation[] | null
}
