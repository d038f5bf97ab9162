import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { failure } from '../shared/result.ts'
import { channels, type Delivery } from '../shared/panel-channels.ts'
import type { Dispatch } from '../servers/lab/dispatch.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { isPanelUrl } from './panel-protocol.ts'

interface CarrierOptions {
  readonly panel: WebContents
  readonly log: ObservationLog
  readonly dispatch: Dispatch
}

type AnyEvent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>

const followersAtMost = 16

/** The IPC carrier of the contract. It serves the panel's main frame and nobody else; returns what ends it. */
export const carryContract = ({ panel, log, dispatch }: CarrierOptions): (() => void) => {
  const following = new Map<number, () => void>()

  const isPanel = ({ senderFrame }: AnyEvent): boolean =>
    senderFrame !== null && senderFrame === panel.mainFrame && isPanelUrl(senderFrame.url)

  const onFollow = (event: IpcMainEvent, follower: unknown, after: unknown): void => {
    if (!isPanel(event) || !isCount(follower) || !isCount(after) || following.size >= followersAtMost) return
    following.get(follower)?.()
    following.set(follower, log.follow(after, (batch) => {
      panel.send(channels.deliver, { follower, batch } satisfies Delivery)
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
    isPanel(event) ? dispatch(name, input) : failure('refused', 'Only the panel may operate the lab.'),
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

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
