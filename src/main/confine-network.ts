import { app } from 'electron'

// Chromium matches these as text, before it asks anybody for an address. No pattern may let a name through that a
// page can choose: `127.*` would be `127.secret.example` too, so of 127.0.0.0/8 only what can be written without one
// is left.
const resolved = ['localhost', '127.0.0.???', '127.0.1.1', '::1']

/**
 * Keeps all of Chromium on this machine, whatever a page finds to reach another one by: names resolve to nothing, and
 * what needs no name goes to a proxy that is nowhere. `webRequest` alone hears only of requests: not of WebRTC,
 * WebTransport, `dns-prefetch`, `preconnect`, reports or the fetching of certificates. Must be called before the app
 * is ready.
 */
export const confineNetwork = (): void => {
  const { commandLine } = app
  const rules = ['MAP * ~NOTFOUND', ...resolved.map((host) => `EXCLUDE ${host}`)]
  commandLine.appendSwitch('host-resolver-rules', rules.join(', '))
  commandLine.appendSwitch('proxy-server', 'http://nowhere.invalid:1')
  // `<-loopback>` takes out what Chromium lets pass by itself: link-local addresses are among it.
  commandLine.appendSwitch('proxy-bypass-list', '<-loopback>;localhost;127.0.0.0/8;[::1]')
  // Chromium's own errands.
  commandLine.appendSwitch('disable-background-networking')
  commandLine.appendSwitch('disable-quic')
}
