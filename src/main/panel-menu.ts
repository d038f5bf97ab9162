import {
  ipcMain,
  Menu,
  type Input,
  type IpcMainEvent,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron'
import { present } from '../shared/base/present.ts'
import { menuSchema, type MenuGroup, type MenuItem } from '../shared/wire/menu.ts'
import { channels } from '../shared/wire/panel-channels.ts'
import { isShortcut } from '../shared/wire/shortcut.ts'
import { isPanelUrl } from './panel-protocol.ts'

/** The window's menu: the panel says what it can do, Electron adds what every window has. */
export interface PanelMenu {
  /** Does what a key that was pressed in a view stands for; says whether it stands for anything. */
  press(input: Input): boolean
  close(): void
}

/** A {@link PanelMenu} over IPC. The panel's commands have their names and shortcuts from the panel alone; a click goes back there. */
export const createPanelMenu = (panel: WebContents): PanelMenu => {
  let groups: readonly MenuGroup[] = []

  const choose = ({ id, takesFocus }: MenuItem): void => {
    if (panel.isDestroyed()) return
    if (takesFocus) panel.focus()
    // A menu is chosen from by hand, so it counts as a press in the panel too: without one a page may not open a file.
    void panel
      .executeJavaScript('undefined', true)
      .catch(() => undefined)
      .then(() => {
        if (!panel.isDestroyed()) panel.send(channels.choose, id)
      })
  }
  const onShow = ({ senderFrame }: IpcMainEvent, shown: unknown): void => {
    const parsed = menuSchema.safeParse(shown)
    if (senderFrame === null || senderFrame !== panel.mainFrame || !isPanelUrl(senderFrame.url) || !parsed.success)
      return
    groups = parsed.data
    Menu.setApplicationMenu(Menu.buildFromTemplate(template(groups, choose)))
  }
  ipcMain.on(channels.menu, onShow)

  return {
    press: ({ type, key, code, control, meta, shift, alt }) => {
      if (type !== 'keyDown') return false
      const pressed = { key, code, control, meta, shift, alt }
      const item = groups
        .flatMap(({ items }) => items)
        .find(({ shortcut }) => shortcut !== undefined && isShortcut(shortcut, pressed))
      if (item !== undefined) choose(item)
      return item !== undefined
    },
    close: () => {
      ipcMain.off(channels.menu, onShow)
    },
  }
}

const template = (groups: readonly MenuGroup[], choose: (item: MenuItem) => void): MenuItemConstructorOptions[] => [
  ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
  { role: 'fileMenu' },
  { role: 'editMenu' },
  ...groups.map(({ name, items }) => ({ label: name, submenu: items.map((item) => entryOf(item, choose)) })),
  { role: 'help', submenu: [{ role: 'about' }] },
]

const entryOf = (item: MenuItem, choose: (item: MenuItem) => void): MenuItemConstructorOptions => ({
  id: item.id,
  label: item.name.replaceAll('&', '&&'),
  ...present({ accelerator: item.shortcut }),
  click: () => {
    choose(item)
  },
})
