import { utf8Octets } from '../base/octets.ts'
import { shellWord } from './shell-word.ts'

/** How a client that is none of the lab's browsers comes to be watched, as a command of a POSIX shell. */
export interface WayToJoin {
  readonly client: string
  readonly command: string
}

// Profiles of their own: a browser that runs already would open the page past the tap.
const folder = (browser: string): string => `/tmp/sessionscope-${browser}`

/** A command for each client that can be told where its proxy is: `port` is that of the tap, `url` the application's. */
export const waysToJoin = (port: number, url: string): readonly WayToJoin[] => {
  const page = shellWord(utf8Octets(url))
  const [socks, http] = [`socks5h://127.0.0.1:${port}`, `http://127.0.0.1:${port}`]
  const python = `import requests, sys; print(requests.get(sys.argv[1], proxies={"http": "${http}"}).text)`
  return [
    {
      client: 'Chromium',
      command:
        `chromium --user-data-dir=${folder('chromium')} --proxy-server=socks5://127.0.0.1:${port} ` +
        `--proxy-bypass-list='<-loopback>' ${page}`,
    },
    {
      client: 'Firefox',
      command:
        `mkdir -p ${folder('firefox')} && printf '%s\\n' ${firefoxPreferences(port)} > ${folder('firefox')}/user.js && ` +
        `firefox --no-remote --profile ${folder('firefox')} ${page}`,
    },
    { client: 'curl', command: `curl -x ${socks} ${page}` },
    { client: 'HTTPie', command: `http --proxy=http:${http} ${page}` },
    { client: 'Python Requests', command: `python3 -c '${python}' ${page}` },
    {
      client: 'Java',
      command: `java -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=${port} -Dhttp.nonProxyHosts= -jar app.jar`,
    },
  ]
}

const firefoxPreferences = (port: number): string =>
  [
    ['network.proxy.type', 1],
    ['network.proxy.socks', '"127.0.0.1"'],
    ['network.proxy.socks_port', port],
    ['network.proxy.socks_remote_dns', true],
    ['network.proxy.allow_hijacking_localhost', true],
  ]
    .map(([name, value]) => `'user_pref("${String(name)}", ${String(value)});'`)
    .join(' ')
