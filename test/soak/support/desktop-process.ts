import type { Desktop } from '../../e2e/support/desktop.ts'
import { openFilesOf, type Held } from './probed.ts'

/** What a panel would do. Not through Playwright's page: that ends with the process that draws it. */
export const inPanel = <T>({ app }: Pick<Desktop, 'app'>, script: string): Promise<T | undefined> =>
  app.evaluate(async ({ BrowserWindow }, code) => {
    const panel = BrowserWindow.getAllWindows()[0]?.webContents
    if (panel === undefined || panel.isCrashed() || panel.isLoading()) return undefined
    return panel.executeJavaScript(code) as Promise<T>
  }, script)

type Page = 'panel' | 'browser-a' | 'browser-b'

/** Kills the process that draws a page, and resolves when it is gone. */
export const crash = ({ app }: Pick<Desktop, 'app'>, page: Page): Promise<void> =>
  app.evaluate(async ({ BrowserWindow, webContents }, which) => {
    const panel = BrowserWindow.getAllWindows()[0]?.webContents
    const contents =
      which === 'panel'
        ? panel
        : webContents.getAllWebContents().find((one) => one.getUserAgent().includes(`Sessionscope-${which}`))
    const gone = new Promise<void>((resolve) =>
      contents?.once('render-process-gone', () => {
        resolve()
      }),
    )
    contents?.forcefullyCrashRenderer()
    await gone
  }, page)

/** Loads the panel anew, as Ctrl+R would. */
export const reloadPanel = ({ app }: Pick<Desktop, 'app'>): Promise<void> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const panel = BrowserWindow.getAllWindows()[0]?.webContents
    const loaded = new Promise<void>((resolve) =>
      panel?.once('did-finish-load', () => {
        resolve()
      }),
    )
    panel?.reload()
    await loaded
  })

/** Whether both views show the counter. An application that is busy starting may lose the question: then they do not. */
export const areViewsShown = ({ app }: Pick<Desktop, 'app'>): Promise<boolean> =>
  app
    .evaluate(({ webContents }) => {
      const views = webContents
        .getAllWebContents()
        .filter((one) => one.getUserAgent().includes('Sessionscope-browser-'))
      return (
        views.length === 2 &&
        views.every((one) => !one.isCrashed() && !one.isLoading() && one.getTitle() === 'Counter example')
      )
    })
    .catch(() => false)

/** What the main process holds, and how many processes the application is made of. */
export const heldByDesktop = async ({
  app,
}: Pick<Desktop, 'app'>): Promise<Held & { readonly processes: number; readonly subscriptions: number }> => {
  const { heap, resident, listeners, ...counts } = await app.evaluate(({ app: electron, ipcMain, webContents }) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
    collect()
    collect()
    const { heapUsed, rss } = process.memoryUsage()
    const all = [ipcMain, ...webContents.getAllWebContents()]
    return {
      heap: heapUsed / 2 ** 20,
      resident: rss / 2 ** 20,
      listeners: process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length,
      processes: electron.getAppMetrics().length,
      subscriptions: all.reduce(
        (sum, one) =>
          sum + one.eventNames().reduce((listening, name) => listening + one.listenerCount(name as never), 0),
        0,
      ),
    }
  })
  return { heap, resident, listeners, ...(await openFilesOf(app.process().pid)), ...counts }
}
