import type { WebContents } from 'electron'
import { z } from 'zod'
import type { FactOf } from '../shared/stream/observation.ts'
import { createAllowance } from './allowance.ts'

type Blocked = Omit<FactOf<'cookie.blocked'>, 'kind' | 'browser'>

/** Who is told of Chromium's verdicts. */
export interface VerdictListeners {
  readonly onBlocked: (blocked: Blocked) => void
  /** Whether Chromium's reasons can be heard from now on. */
  readonly onChange: (areReasonsKnown: boolean) => void
}

// What is read of the DevTools Protocol's messages; the rest is none of ours.
const requestSchema = z.object({ requestId: z.string(), request: z.object({ url: z.string() }) })
const receivedSchema = z.object({
  requestId: z.string(),
  blockedCookies: z.array(z.object({ cookieLine: z.string(), blockedReasons: z.array(z.string()) })),
})
const sentSchema = z.object({
  requestId: z.string(),
  associatedCookies: z.array(
    z.object({ cookie: z.object({ name: z.string(), value: z.string() }), blockedReasons: z.array(z.string()) }),
  ),
})

const urlsKept = 200
const urlAtMost = 4_000

// Some thousand verdicts at once and a hundred a second: more than any page brings about that does not mean to.
const verdictsAtMost = { capacity: 2_000_000, perSecond: 200_000 }
const fixedAmount = 2_000
/** Milliseconds that a flood is given to be over. */
const calm = 2_000

/**
 * Hears Chromium's own verdict on each cookie (DevTools Protocol, domain Network). Developer tools that take the
 * channel away are no failure: it is taken up again when they close. Returns what ends it.
 */
export const watchVerdicts = (
  contents: WebContents,
  { onBlocked, onChange }: VerdictListeners,
): { readonly stop: () => void } => {
  const { debugger: channel } = contents
  const urls = new Map<string, string>()
  const allowance = createAllowance(verdictsAtMost)
  let isHeard = true
  let missing: NodeJS.Timeout | undefined
  let isKnown = true

  const tellChange = (): void => {
    const next = isHeard && missing === undefined
    if (next === isKnown) return
    isKnown = next
    onChange(next)
  }
  const become = (next: boolean): void => {
    isHeard = next
    tellChange()
  }
  // Of a flood of verdicts some are left out, and as long as that is so it is not said that they are known.
  const tell = (blocked: Blocked): void => {
    if (missing === undefined && allowance.take(fixedAmount + blocked.text.length + blocked.url.length))
      return onBlocked(blocked)
    missing ??= setTimeout(() => {
      missing = undefined
      if (!contents.isDestroyed()) tellChange()
    }, allowance.wait() + calm)
    tellChange()
  }
  // Not awaited: before the first page there is nobody to answer, and the command waits for one.
  const listen = (): void => {
    if (contents.isDestroyed()) return
    try {
      if (!channel.isAttached()) channel.attach('1.3')
      channel.sendCommand('Network.enable').catch(() => undefined)
      // Nobody is asked for a file: the lab's browsers hand over none, as they take none.
      channel.sendCommand('Page.enable').catch(() => undefined)
      channel.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }).catch(() => undefined)
      become(true)
    } catch {
      become(false)
    }
  }
  const remember = (id: string, url: string): void => {
    urls.set(id, url.slice(0, urlAtMost))
    const [oldest] = urls.keys()
    if (urls.size > urlsKept && oldest !== undefined) urls.delete(oldest)
  }
  const urlOf = (id: string): string => urls.get(id) ?? (contents.isDestroyed() ? '' : contents.getURL())

  const onMessage = (_event: Electron.Event, method: string, message: unknown): void => {
    const request = method === 'Network.requestWillBeSent' ? requestSchema.safeParse(message).data : undefined
    const received = method === 'Network.responseReceivedExtraInfo' ? receivedSchema.safeParse(message).data : undefined
    const sent = method === 'Network.requestWillBeSentExtraInfo' ? sentSchema.safeParse(message).data : undefined
    if (request) remember(request.requestId, request.request.url)
    for (const { cookieLine, blockedReasons } of received?.blockedCookies ?? [])
      tell({ url: urlOf(received?.requestId ?? ''), occasion: 'answer', text: cookieLine, reasons: blockedReasons })
    for (const { cookie, blockedReasons } of sent?.associatedCookies ?? [])
      if (blockedReasons.length > 0)
        tell({
          url: urlOf(sent?.requestId ?? ''),
          occasion: 'request',
          text: `${cookie.name}=${cookie.value}`,
          reasons: blockedReasons,
        })
  }
  const onDetach = (): void => {
    if (!contents.isDestroyed()) become(false)
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
      clearTimeout(missing)
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
