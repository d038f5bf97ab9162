import { Menu, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { carryContract, type Carried } from './panel-carrier.ts'
import { createPanelMenu, type PanelMenu } from './panel-menu.ts'
import { panelUrl, servePanel } from './panel-protocol.ts'
import { createPanelWindow } from './panel-window.ts'

/** The window with the panel, which waits for the lab that it is to show. Its owner closes it. */
export interface OpenPanel {
  readonly window: BrowserWindow
  readonly menu: PanelMenu
  /** Settled when the panel is loaded. */
  readonly loaded: Promise<void>
  /** The lab is there: what the panel has asked for is answered now. */
  carry(lab: Carried): void
  close(): void
}

/** Opens the window and begins to load the panel. */
export const openPanel = (builtFolder: (name: string) => string): OpenPanel => {
  Menu.setApplicationMenu(null)
  servePanel(builtFolder('renderer'))
  const window = createPanelWindow(join(builtFolder('preload'), 'panel.cjs'))
  const menu = createPanelMenu(window.webContents)
  let carry: OpenPanel['carry'] = () => undefined
  const lab = new Promise<Carried>((resolve) => (carry = resolve))
  const stopCarrying = carryContract(window.webContents, lab)
  const loaded = window.loadURL(panelUrl)
  // Whoever waits for it hears of it; nobody may be waiting yet.
  loaded.catch(() => undefined)
  return {
    window,
    menu,
    loaded,
    carry,
    close: () => {
      stopCarrying()
      menu.close()
    },
  }
}
