import { app, BrowserWindow, dialog } from 'electron'

/**
 * Says why the application cannot start, on the error output and in a box, and ends with 1. The lock goes first:
 * whoever starts it again meanwhile is told so, too.
 */
export const giveUp = async (message: string): Promise<void> => {
  process.stderr.write(`sessionscope: ${message}\n`)
  app.releaseSingleInstanceLock()
  for (const window of BrowserWindow.getAllWindows()) {
    // It may not have been shown yet.
    window.removeAllListeners('ready-to-show')
    window.hide()
  }
  // Nobody is there to press a button in continuous integration.
  if ((process.env['CI'] ?? '') === '') await showBox(message)
  app.exit(1)
}

// Not `showErrorBox`: while that is open this process hears nothing else, not even that it is to end.
const showBox = async (message: string): Promise<void> => {
  await app.whenReady()
  const detail = `${message.charAt(0).toUpperCase()}${message.slice(1)}`
  await dialog
    .showMessageBox({
      type: 'error',
      title: 'Sessionscope',
      message: 'Sessionscope cannot start',
      detail,
      buttons: ['OK'],
    })
    .catch(() => undefined)
}
