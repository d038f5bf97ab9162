import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { LabLink } from '../shared/wire/lab-link.ts'
import type { MenuLink } from '../shared/wire/menu.ts'
import { channels, type Delivery } from '../shared/wire/panel-channels.ts'

/** Milliseconds before a stream that failed is followed anew. */
const anewAfter = 1_000

let followers = 0

/** The contract over IPC. It forwards blindly: what is allowed is the lab's to say, on the other side. */
const lab: LabLink = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  observe: (after, listener) => {
    const follower = (followers += 1)
    let last = after
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = (): void => {
      ipcRenderer.send(channels.follow, follower, last)
    }
    const onDeliver = (_event: IpcRendererEvent, delivery: Delivery): void => {
      if (delivery.follower !== follower) return
      if (delivery.batch === null) {
        timer = setTimeout(follow, anewAfter)
        return
      }
      listener(delivery.batch)
      last = delivery.batch.at(-1)?.sequence ?? last
      ipcRenderer.send(channels.taken, follower)
    }
    ipcRenderer.on(channels.deliver, onDeliver)
    follow()
    return () => {
      clearTimeout(timer)
      ipcRenderer.off(channels.deliver, onDeliver)
      ipcRenderer.send(channels.unfollow, follower)
    }
  },
}

/** The window's menu: the panel's commands go there, and what is chosen comes back. */
const menu: MenuLink = {
  show: (groups) => {
    ipcRenderer.send(channels.menu, groups)
  },
  onChoose: (listener) => {
    const onChoose = (_event: IpcRendererEvent, id: string): void => {
      listener(id)
    }
    ipcRenderer.on(channels.choose, onChoose)
    return () => {
      ipcRenderer.off(channels.choose, onChoose)
    }
  },
}

contextBridge.exposeInMainWorld('lab', lab)
contextBridge.exposeInMainWorld('windowMenu', menu)
