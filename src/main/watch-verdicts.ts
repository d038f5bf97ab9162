import type { WebContents } from 'electron'
import { tellVerdicts, type VerdictListeners } from './tell-verdicts.ts'
import { createVerdictReader } from './verdict-messages.ts'

/**
 * Hears Chromium's own verdict on each cookie (DevTools Protocol, domain Network). Developer tools that take the
 * channel away are no failure: it is taken up again when they close. Returns what ends it.
 */
export const watchVerdicts = (contents: WebContents, listeners: VerdictListeners): { readonly stop: () => void } => {
  const { debugger: channel } = contents
  const verdicts = tellVerdicts({
    onBlocked: listeners.onBlocked,
    onChange: (areReasonsKnown) => {
      if (!contents.isDestroyed()) listeners.onChange(areReasonsKnown)
    },
  })
  const read = createVerdictReader(() => (contents.isDestroyed() ? '' : contents.getURL()))

  // Not awaited: before the first page there is nobody to answer, and the command waits for one.
  const listen = (): void => {
    if (contents.isDestroyed()) return
    try {
      if (!channel.isAttached()) channel.attach('1.3')
      channel.sendCommand('Network.enable').catch(() => undefined)
      // Nobody is asked for a file: the lab's browsers hand over none, as they take none.
      channel.sendCommand('Page.enable').catch(() => undefined)
      channel.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }).catch(() => undefined)
      verdicts.heed(true)
    } catch {
      verdicts.heed(false)
    }
  }
  const onMessage = (_event: Electron.Event, method: string, message: unknown): void => {
    for (const blocked of read(method, message)) verdicts.tell(blocked)
  }
  const onDetach = (): void => {
    if (!contents.isDestroyed()) verdicts.heed(false)
  }
  // Whatever else took the channel: the next page is a new chance.
  const onNavigation = (): void => {
    if (!channel.isAttached() && !contents.isDevToolsOpened()) listen()
  }

  channel.on('message', onMessage)
  channel.on('detach', onDetach)
  contents.on('devtools-closed', listen)
  contents.on('did-start-loading', onNavigation)
  listen()
  return {
    stop: () => {
      verdicts.stop()
      // With the page all of it is gone.
      if (contents.isDestroyed()) return
      channel.off('message', onMessage)
      channel.off('detach', onDetach)
      contents.off('devtools-closed', listen)
      contents.off('did-start-loading', onNavigation)
      if (channel.isAttached()) channel.detach()
    },
  }
}
