import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { failure, messageOf } from '../shared/base/result.ts'
import { channels, type Delivery } from '../shared/wire/panel-channels.ts'
import type { Dispatch } from '../servers/lab/dispatch.ts'
import type { Follower } from '../servers/observation/follow-log.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import type { Troubles } from '../servers/observation/troubles.ts'
import { isPanelUrl } from './panel-protocol.ts'

/** What the panel is given of a lab. */
export interface Carried {
  readonly log: ObservationLog
  readonly dispatch: Dispatch
  readonly troubles: Troubles
}

/** One follower in the panel. */
interface Following {
  stop(): void
  /** The panel has taken in what it was sent last. */
  taken(): void
}

type AnyEvent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>

const followersAtMost = 16

/**
 * The IPC carrier of the contract. It serves the panel's main frame and nobody else; returns what ends it. What the panel
 * asks for before there is a lab waits for it.
 */
export const carryContract = (panel: WebContents, lab: Promise<Carried>): (() => void) => {
  const following = new Map<number, Following>()

  const isPanel = ({ senderFrame }: AnyEvent): boolean =>
    senderFrame !== null && senderFrame === panel.mainFrame && isPanelUrl(senderFrame.url)

  const onFollow = (event: IpcMainEvent, follower: unknown, after: unknown): void => {
    if (!isPanel(event) || !isCount(follower) || !isCount(after) || following.size >= followersAtMost) return
    following.get(follower)?.stop()
    following.set(
      follower,
      followSoon(lab, after, (batch) => {
        if (!panel.isDestroyed()) panel.send(channels.deliver, { follower, batch } satisfies Delivery)
      }),
    )
  }

  const onTaken = (event: IpcMainEvent, follower: unknown): void => {
    if (isPanel(event) && isCount(follower)) following.get(follower)?.taken()
  }

  const onUnfollow = (event: IpcMainEvent, follower: unknown): void => {
    if (!isPanel(event) || !isCount(follower)) return
    following.get(follower)?.stop()
    following.delete(follower)
  }

  // A panel that is loaded anew, or is gone, follows nothing any more.
  const forgetFollowers = (): void => {
    for (const one of following.values()) one.stop()
    following.clear()
  }

  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) =>
    isPanel(event)
      ? lab.then(({ dispatch }) => dispatch(name, input))
      : failure('refused', 'Only the panel may operate the lab.'),
  )
  ipcMain.on(channels.follow, onFollow)
  ipcMain.on(channels.unfollow, onUnfollow)
  ipcMain.on(channels.taken, onTaken)
  panel.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) forgetFollowers()
  })
  panel.on('render-process-gone', forgetFollowers)
  panel.once('destroyed', forgetFollowers)
  return () => {
    forgetFollowers()
    ipcMain.removeHandler(channels.call)
    ipcMain.off(channels.follow, onFollow)
    ipcMain.off(channels.unfollow, onUnfollow)
    ipcMain.off(channels.taken, onTaken)
  }
}

/**
 * Follows the log of a lab as soon as there is one. A batch waits until the panel has taken in the one before: IPC itself
 * would pile up whatever a panel does not read. `deliver` is given `null` when the stream failed.
 */
const followSoon = (lab: Promise<Carried>, after: number, deliver: (batch: Delivery['batch']) => void): Following => {
  let taken = (): void => undefined
  let stop: (() => void) | undefined
  let isOver = false
  const onBatch: Follower['onBatch'] = (batch) => {
    deliver(batch)
    return new Promise((resolve) => (taken = resolve))
  }
  lab.then(
    ({ log, troubles }) => {
      const onFailure = (thrown: unknown): void => {
        troubles.report('lab', `The panel's stream failed, and is begun again: ${messageOf(thrown)}`)
        deliver(null)
      }
      if (!isOver) stop = log.follow(after, { onBatch, onFailure })
    },
    () => undefined,
  )
  return {
    taken: () => {
      taken()
    },
    stop: () => {
      isOver = true
      stop?.()
      // So that what waits for the panel ends.
      taken()
    },
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
