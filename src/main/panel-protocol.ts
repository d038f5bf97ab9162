import { net, protocol } from 'electron'
import { join, normalize, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { panelHeaders } from '../servers/control/panel-policy.ts'

const scheme = 'sessionscope'
const origin = `${scheme}://panel`

/** Where the panel is. Its own scheme, since `file://` would give it rights that it does not need. */
export const panelUrl = `${origin}/index.html`

export const isPanelUrl = (url: string): boolean => url.startsWith(`${origin}/`)

/** Must be called before the app is ready. */
export const announcePanelScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built panel's files, and nothing above their folder, with the panel's security policy. */
export const servePanel = (folder: string): void => {
  protocol.handle(scheme, async (request) => {
    const file = fileOf(request.url, folder)
    if (request.method !== 'GET' || file === undefined) return new Response('Not found', { status: 404 })
    const found = await net.fetch(pathToFileURL(file).href).catch(() => undefined)
    if (!found?.ok) return new Response('Not found', { status: 404 })
    const headers = new Headers(found.headers)
    for (const [name, value] of Object.entries(panelHeaders)) headers.set(name, value)
    return new Response(found.body, { headers })
  })
}

const fileOf = (url: string, folder: string): string | undefined => {
  if (!isPanelUrl(url)) return undefined
  const file = normalize(join(folder, decodeURIComponent(new URL(url).pathname)))
  return file.startsWith(folder + sep) ? file : undefined
}
