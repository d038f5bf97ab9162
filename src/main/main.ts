import { app, dialog } from 'electron'
import { join } from 'node:path'
import { findPlaces } from '../servers/cli/environment.ts'
import { announcePanelScheme } from './panel-protocol.ts'
import { openDesktop, type Desktop } from './desktop.ts'

announcePanelScheme()

const places = findPlaces({}, process.env)

/** One line and a way out, where there is no window yet to show it in. */
const giveUp = (message: string): void => {
  process.stderr.write(`sessionscope: ${message}\n`)
  if (process.env['CI'] === undefined) dialog.showErrorBox('Sessionscope cannot start', message)
  app.exit(1)
}

if (!places.ok) {
  giveUp(places.failure.message)
} else {
  // Chromium's own files beside ours, so that a data folder holds all there is of one user's lab.
  app.setPath('userData', join(places.value.data, 'desktop'))
  if (app.requestSingleInstanceLock()) start(places.value)
  else app.exit(0)
}

function start(where: Parameters<typeof openDesktop>[0]): void {
  let desktop: Desktop | undefined
  let closing: Promise<void> | undefined

  app.on('second-instance', () => {
    desktop?.focus()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('before-quit', (event) => {
    if (!desktop) return
    event.preventDefault()
    closing ??= desktop.close().finally(() => {
      app.exit(0)
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { app.quit() })

  // Not `await app.whenReady()`: at the top level of an ES module that never comes.
  app
    .whenReady()
    .then(() => openDesktop(where))
    .then((opened) => {
      if (opened.ok) desktop = opened.value
      else giveUp(opened.failure.message)
    })
    .catch((thrown: unknown) => {
      giveUp(String(thrown))
    })
}
