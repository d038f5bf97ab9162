import { BrowserWindow, session } from 'electron'
import type { PrintReport } from '../servers/report/make-report.ts'
import { failure, messageOf, success } from '../shared/base/result.ts'
import { confineNavigation, confineSession } from './view-policy.ts'

const scheme = 'sessionscope-report'
const url = `${scheme}://report/`
/** Milliseconds in which a report must be printed. */
const patience = 60_000
const inch = 25.4

/**
 * Prints a report by Chromium, in a window that nobody sees: sandboxed, without scripts, in a partition of its own that reaches
 * nothing but the one page.
 */
export const printReport: PrintReport = async (html, foot) => {
  const partition = session.fromPartition(`report-${(printed += 1)}`)
  confineSession(partition)
  partition.protocol.handle(
    scheme,
    () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  )
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
    },
  })
  confineNavigation(window.webContents, () => false)
  // What hangs is ended with its window, and the call with it.
  const timer = setTimeout(() => {
    window.destroy()
  }, patience)
  try {
    await window.loadURL(url)
    return success(
      await window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footer(foot),
        margins: { top: 17 / inch, bottom: 19 / inch, left: 16 / inch, right: 16 / inch },
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      }),
    )
  } catch (thrown) {
    return failure(
      'unavailable',
      `The report could not be printed: ${messageOf(thrown)}. Export HTML and print that from a browser.`,
    )
  } finally {
    clearTimeout(timer)
    partition.protocol.unhandle(scheme)
    if (!window.isDestroyed()) window.destroy()
  }
}

let printed = 0

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const footer = (foot: string): string =>
  `<div style="width: 100%; margin: 0 16mm; display: flex; justify-content: space-between; font: 7.5pt Inter, 'Segoe UI', Arial, 'Liberation Sans', sans-serif; color: #596475">
<span>${foot.replace(/[&<>"]/g, (character) => entities[character] ?? character)}</span>
<span><span class="pageNumber"></span> / <span class="totalPages"></span></span>
</div>`
