import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Observation } from '../shared/observation.ts'
import { failure } from '../shared/result.ts'
import { channels, type Delivery } from '../shared/panel-channels.ts'
import type { Dispatch } from '../servers/lab/dispatch.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { isPanelUrl } from './panel-protocol.ts'

/** What the panel is given of a lab. */
export interface Carried {
  readonly log: ObservationLog
  readonly dispatch: Dispatch
}

type AnyEvent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>

const followersAtMost = 16

/**
 * The IPC carrier of the contract. It serves the panel's main frame and nobody else; returns what ends it. What the panel
 * asks for before there is a lab waits for it.
 */
export const carryContract = (panel: WebContents, lab: Promise<Carried>): (() => void) => {
  const following = new Map<number, () => void>()

  const isPanel = ({ senderFrame }: AnyEvent): boolean =>
    senderFrame !== null && senderFrame === panel.mainFrame && isPanelUrl(senderFrame.url)

  const onFollow = (event: IpcMainEvent, follower: unknown, after: unknown): void => {
    if (!isPanel(event) || !isCount(follower) || !isCount(after) || following.size >= followersAtMost) return
    following.get(follower)?.()
    following.set(follower, followSoon(lab, after, (batch) => {
      if (!panel.isDestroyed()) panel.send(channels.deliver, { follower, batch } satisfies Delivery)
    }))
  }

  const onUnfollow = (event: IpcMainEvent, follower: unknown): void => {
    if (!isPanel(event) || !isCount(follower)) return
    following.get(follower)?.()
    following.delete(follower)
  }

  // A panel that is loaded anew, or is gone, follows nothing any more.
  const forgetFollowers = (): void => {
    for (const stop of following.values()) stop()
    following.clear()
  }

  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) =>
    isPanel(event) ? lab.then(({ dispatch }) => dispatch(name, input)) : failure('refused', 'Only the panel may operate the lab.'),
  )
  ipcMain.on(channels.follow, onFollow)
  ipcMain.on(channels.unfollow, onUnfollow)
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
  }
}

/** Follows the log of a lab as soon as there is one; returns what ends it, or keeps it from beginning. */
const followSoon = (lab: Promise<Carried>, after: number, listener: (batch: readonly Observation[]) => void): (() => void) => {
  let stop: (() => void) | undefined
  let isOver = false
  void lab.then(({ log }) => {
    if (!isOver) stop = log.follow(after, listener)
  })
  return () => {
    isOver = true
    stop?.()
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
