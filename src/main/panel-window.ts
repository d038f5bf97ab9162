import { app, BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { confineDownloads, confineNavigation } from './view-policy.ts'
import { isPanelUrl } from './panel-protocol.ts'

/** The one window. It is shown when the panel has drawn itself, in the colour that the panel will have. */
export const createPanelWindow = (preload: string): BrowserWindow => {
  const window = new BrowserWindow({
    title: 'Sessionscope',
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    ...windowIcon(),
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121417' : '#f6f7f9',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  confineNavigation(window.webContents, isPanelUrl)
  window.webContents.session.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(permission === 'clipboard-sanitized-write')
  })
  window.webContents.session.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  )
  confineDownloads(window.webContents.session)
  window.once('ready-to-show', () => {
    window.show()
  })
  // It is hidden at once, and goes with the application: what still works until then would find half a window.
  window.on('close', (event) => {
    event.preventDefault()
    window.hide()
    app.quit()
  })
  return window
}

// Windows and macOS take it from the program; window managers of Linux ask the window.
const windowIcon = (): { icon?: string } =>
  app.isPackaged && process.platform === 'linux' ? { icon: join(process.resourcesPath, 'icon.png') } : {}
