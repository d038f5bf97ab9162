import { app, BrowserWindow } from 'electron'

// The least that Electron can show: one window with one heading.
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false })
  window.once('ready-to-show', () => window.show())
  return window.loadURL('data:text/html,<!doctype html><title>Bare</title><h1>A window</h1>')
})
app.on('window-all-closed', () => app.quit())
