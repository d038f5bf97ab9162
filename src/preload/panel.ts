import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { LabLink } from '../shared/lab-link.ts'
import { channels, type Delivery } from '../shared/panel-channels.ts'

let followers = 0

/** The contract over IPC. It forwards blindly: what is allowed is the lab's to say, on the other side. */
const lab: LabLink = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  observe: (after, listener) => {
    const follower = (followers += 1)
    const onDeliver = (_event: IpcRendererEvent, delivery: Delivery): void => {
      if (delivery.follower === follower) listener(delivery.batch)
    }
    ipcRenderer.on(channels.deliver, onDeliver)
    ipcRenderer.send(channels.follow, follower, after)
    return () => {
      ipcRenderer.off(channels.deliver, onDeliver)
      ipcRenderer.send(channels.unfollow, follower)
    }
  },
}

contextBridge.exposeInMainWorld('lab', lab)
