import type { ExchangeSummary } from '../shared/exchange-summary.ts'
import type { MemberChange } from '../shared/difference.ts'
import type { ExchangeOutcome } from '../shared/folds/exchanges.ts'
import type { SessionMode, SessionRefusal } from '../shared/observation.ts'
import type { SetCookieAttribute } from '../shared/set-cookie.ts'
import type { SetCookieComparison } from '../shared/set-cookie-comparison.ts'
import type { SettingsProblem } from '../shared/settings.ts'
import type { TextSize, Theme } from './preferences.ts'

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** An id or a long value cut to what is recognised at a glance. */
export const short = (text: string, length = 8): string => (text.length > length + 4 ? `${text.slice(0, length)}…` : text)

/** A target with its ids cut, as the table shows it. */
export const shortTarget = (target: string): string =>
  target.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, (id) => short(id))

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

const ago = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 2) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  return `${Math.floor(seconds / 3600)} h ago`
}

const memberChange = ({ key, before, after }: MemberChange): string => {
  if (after === undefined) return `${key} was removed`
  if (before === undefined) return `${key} ${JSON.stringify(after)} is new`
  return `${key} ${JSON.stringify(before)} → ${JSON.stringify(after)}`
}

const memberChanges = (changes: readonly MemberChange[]): string => {
  const shown = changes.slice(0, 3).map(memberChange).join(', ')
  return changes.length > 3 ? `${shown} and ${changes.length - 3} more` : shown
}

const storedChange = (changes: readonly MemberChange[]): string => {
  const [only, ...others] = changes
  if (only === undefined) return 'nothing stored changed'
  if (others.length > 0 || only.before === undefined || only.after === undefined) return `the stored data changed: ${memberChanges(changes)}`
  return `only the stored ${only.key} changed ${JSON.stringify(only.before)} → ${JSON.stringify(only.after)}`
}

const comparison = (compared: SetCookieComparison): string => {
  switch (compared.state) {
    case 'first':
      return 'first one'
    case 'cleared':
      return 'cookie cleared'
    case 'set-again':
      return compared.mode === 'server-side' ? 'a new id, after the cookie was cleared' : 'a new session, after the cookie was cleared'
    case 'same-id':
      return `same id; ${storedChange(compared.changes)}`
    case 'new-id':
      return 'a new id'
    case 'signed-again':
      return compared.changes.length === 0 ? 'same data, signed again' : `new value: ${memberChanges(compared.changes)}, signed again`
    case 'moved-to':
      return compared.mode === 'server-side'
        ? 'now an id: the data moved to the key-value service'
        : 'now the data itself: the session moved into the cookie'
    case 'same-value':
      return 'same value'
    case 'new-value':
      return 'new value'
  }
}

const refusals: Readonly<Record<SessionRefusal, string>> = {
  malformed: 'it is not a signed value at all',
  'bad-signature': 'the signature does not match: it was changed, or signed with another key',
  expired: 'it is older than the session lifetime',
  'from-the-future': 'it claims to be signed in the future',
  'too-large': 'it is larger than the server is willing to unpack',
  'not-an-object': 'what it holds is not a session',
  'malformed-id': 'it is not a session id',
  'unknown-id': 'this server never issued that id',
}

const summary = (gist: ExchangeSummary): string => {
  switch (gist.kind) {
    case 'nothing':
      return ''
    case 'heading':
    case 'json':
    case 'problem':
      return gist.text
    case 'keys':
      return plural(gist.count, 'key')
    case 'cookie-cleared':
      return gist.location === undefined ? 'cookie cleared' : `cookie cleared → ${gist.location}`
    case 'redirect':
      return `→ ${gist.location}`
  }
}

const status = (outcome: ExchangeOutcome): string => {
  switch (outcome.state) {
    case 'pending':
      return '…'
    case 'answered':
      return String(outcome.status)
    case 'failed':
      return 'failed'
  }
}

const sameSite: Readonly<Record<string, string>> = {
  strict: 'never sent along with a request that another site caused',
  lax: 'sent along from other sites only when a link is followed',
  none: 'sent along from every site; browsers then insist on Secure',
}

const attribute = ({ name, value = '' }: SetCookieAttribute, isRemoval: boolean): string => {
  switch (name.toLowerCase()) {
    case 'httponly':
      return 'no script of the page can read it; document.cookie leaves it out'
    case 'secure':
      return 'sent over HTTPS only (localhost counts as safe)'
    case 'path':
      return value === '/' ? 'sent with every path of this host' : `sent with paths under ${value} only`
    case 'domain':
      return `sent to ${value} and every host below it`
    case 'samesite':
      return sameSite[value.toLowerCase()] ?? 'not a value that browsers know'
    case 'expires':
      return isRemoval ? 'a date that has passed: the browser drops the cookie' : 'the browser drops the cookie then'
    case 'max-age':
      return isRemoval ? 'no time left: the browser drops the cookie at once' : `kept for ${value} seconds; counts before Expires`
    case 'partitioned':
      return 'kept apart for each site that embeds this one'
    default:
      return 'not an attribute that browsers know'
  }
}

const themeNames: Readonly<Record<Theme, string>> = { system: 'like the system', light: 'light', dark: 'dark' }
const textSizeNames: Readonly<Record<TextSize, string>> = { small: 'small', normal: 'normal', large: 'large', larger: 'larger' }

/** Every text that the panel shows or reads out, in English. */
export const texts = {
  title: 'Sessionscope',

  mode: {
    setting: 'USE_SESSION_STORE',
    value: (isOn: boolean) => (isOn ? 'True' : 'False'),
    hint: (isOn: boolean) =>
      isOn
        ? 'the session lives in the key-value service; the cookie holds only its id'
        : 'the whole session travels in the cookie, signed; the server keeps nothing',
  },
  servers: {
    counter: 'counter',
    kv: 'key-value',
    listening: 'is listening',
    stopped: 'stopped',
  },
  connection: {
    connecting: 'Connecting to the lab…',
    lost: 'The connection to the lab is lost. What you see is from before; it goes on by itself when the lab is back.',
  },
  theme: (theme: Theme) => `Theme: ${themeNames[theme]}`,
  textSize: (size: TextSize) => `Text size: ${textSizeNames[size]}`,
  palette: {
    open: 'Command palette',
    keys: (isMac: boolean) => (isMac ? '⌘ K' : 'Ctrl K'),
    search: 'Search commands',
    placeholder: 'What would you like to do?',
    list: 'Commands',
    empty: 'No command is called that.',
  },
  problem: ({ file, line, key, message }: SettingsProblem) => ({
    place: line > 0 ? `${file}, line ${line}` : file,
    message: key === undefined ? message : `${key}: ${message}`,
    consequence: 'The last good settings stay in force.',
  }),
  dismiss: 'Dismiss',
  notices: 'Messages',
  copy: 'Copy',
  copied: 'Copied',
  none: '–',

  browser: {
    reload: 'Reload',
    clearCookies: 'Clear cookies',
    developerTools: 'Open developer tools',
    address: 'Address',
    page: (name: string) => `Page of ${name}`,
    blank: 'Nothing opened yet. Press Reload to ask the counter for its page.',
    loading: 'Loading…',
    failed: 'The page could not be loaded.',
    aside: 'The page steps aside while this is open.',
    jar: 'jar',
    jarOf: (name: string) => `Cookies that ${name} holds`,
    jarEmpty: 'the jar is empty',
    httpOnly: 'HttpOnly',
    secure: 'Secure',
    sameSite: (value: string) => `SameSite=${value}`,
    path: (path: string) => `Path=${path}`,
  },

  inspector: 'Inspector',
  resizeBrowsers: 'Width of Browser A',
  resizeInspector: 'Height of the browsers',
  tabs: { timeline: 'Timeline', cookies: 'Cookies', store: 'Store' },

  timeline: {
    exchanges: 'Exchanges',
    columns: { number: '#', who: 'who', request: 'request', status: 'status', summary: 'what came of it', duration: 'time' },
    filter: 'Filter exchanges',
    filterPlaceholder: 'Filter: who, path, status…',
    clearFilter: 'Clear filter',
    live: 'live',
    paused: 'paused',
    pause: 'Pause the timeline',
    resume: 'Resume the timeline',
    clear: 'Clear the log',
    jump: 'Jump to the newest',
    resize: 'Width of the table',
    empty: 'Reload Browser A to see the first exchange.',
    emptyMore: 'Any other browser, HTTPie or curl that talks to the two servers shows up here as well.',
    noMatch: 'No exchange matches the filter.',
    milliseconds: (duration: number) => (duration > 0 && duration < 1 ? '<1 ms' : `${Math.round(duration)} ms`),
    summary,
    status,
  },

  setCookie: {
    list: 'Set-Cookie',
    empty: 'No Set-Cookie line yet. Each one that a browser receives will stand here, exactly as sent.',
    hint: 'Choose an exchange to see its Set-Cookie, its thread, and both messages as they were on the wire.',
    older: (count: number) => `${plural(count, 'older line')}: choose their exchange in the table.`,
    comparison,
    receivedBy: (name: string) => `Set-Cookie, as ${name} received it`,
    comparedWith: (exchange: number, span: string) => `Compared with its previous one, #${exchange} (${span} before)`,
    span: (milliseconds: number) =>
      milliseconds < 1000 ? `${milliseconds} ms` : milliseconds < 60_000 ? `${Math.round(milliseconds / 1000)} s` : `${Math.round(milliseconds / 60_000)} min`,
    attribute,
    attributes: (name: string) => `What the attributes of ${name} say`,
    noAttributes: 'It has no attributes.',
    sameAttributes: (names: string) => `${names} unchanged`,
    payload: 'payload, readable by anyone',
    compressed: 'zlib-compressed; the counter put this in it:',
    unreadable: 'zlib-compressed',
    signedAt: 'signed at',
    validUntil: (moment: number) => `valid until ${date.format(moment)}`,
    signature: 'signature (HMAC-SHA1)',
    signedByCounter: 'made with SECRET_KEY',
    notVerified: 'not verified here',
    changesEachTime: 'The whole session travels in the cookie, so it changes whenever the session does.',
    idOnly: 'The cookie holds only an id. The data stays in the key-value service.',
    parts: { payload: 'payload', time: 'time', signature: 'signature', value: 'value', stored: 'stored', attributes: 'attributes' },
  },

  detail: {
    title: (exchange: number) => `Exchange #${exchange}`,
    close: 'Close the details',
    thread: 'The thread of this click',
    request: 'Request',
    answer: 'Answer',
    pending: 'No answer yet.',
    noBody: 'no body',
    binary: (bytes: number) => `${plural(bytes, 'byte')} that are not text`,
    truncated: (bytes: number) => `… cut; ${plural(bytes, 'byte')} in all`,
    outcome: 'Session',
    noCookie: 'The request brought no session cookie, so the counter began a new session.',
    loaded: (mode: SessionMode) =>
      mode === 'server-side' ? 'The id was accepted; under it the store holds' : 'The cookie was accepted; it holds',
    refused: (reason: SessionRefusal) => `The session cookie was refused: ${refusals[reason]}.`,
    startedAfresh: 'The counter began a new session instead.',
    gone: (exchange: number) => `Exchange #${exchange} is no longer in the log.`,
  },

  thread: {
    asks: 'asks',
    withNothing: 'without a session cookie',
    withId: 'with its id',
    withCookie: 'with a session cookie',
    withSession: 'with its session in the cookie',
    readsCookie: 'reads the cookie:',
    refusesCookie: (reason: SessionRefusal) => `refuses the cookie: ${refusals[reason]}`,
    asksStore: 'asks the store for',
    storeAnswers: 'store answers',
    saves: 'saves',
    deletes: 'deletes',
    storeFails: 'store fails:',
    signs: 'signs a new cookie:',
    clearsCookie: 'clears the cookie',
    shows: 'page shows',
    redirected: 'is sent on to',
    receives: 'receives',
    fails: 'gets no answer:',
  },

  cookies: {
    columns: {
      name: 'name',
      value: 'value',
      domain: 'domain',
      path: 'path',
      httpOnly: 'HttpOnly',
      secure: 'Secure',
      sameSite: 'SameSite',
      expires: 'expires',
    },
    table: (name: string) => `Cookies of ${name}`,
    yes: 'yes',
    no: 'no',
    unspecified: 'not given',
    withBrowser: 'when the browser closes',
    expires: (moment: number) => `${date.format(moment)}, ${time.format(moment)}`,
    empty: (name: string) => `The jar of ${name} is empty. Reload it: the counter will set a cookie.`,
    lastLines: 'Last Set-Cookie lines it received',
    noLines: 'none yet',
  },

  store: {
    table: 'Entries',
    columns: { key: 'key', value: 'value', owner: 'owner', written: 'written' },
    prefix: 'Key prefix',
    prefixPlaceholder: 'Prefix of the key…',
    clearPrefix: 'Clear prefix',
    ago,
    earlier: 'earlier',
    changed: 'just changed',
    emptySwitchOn: 'The store is empty. Switch USE_SESSION_STORE on and reload Browser A.',
    emptyReload: 'The store is empty. Reload Browser A: its session will be stored here.',
    noMatch: (prefix: string) => `No key begins with “${prefix}”.`,
    more: (count: number) => `and ${plural(count, 'more entry', 'more entries')}; give a prefix to narrow them down`,
    dump: (url: string, prefix: string) => `$ sessionscope dump ${url}${prefix === '' ? '' : ` --prefix ${prefix}`}`,
    dumpName: 'What dump prints',
    dumpTruncated: '… cut here; run the command to see all',
    copyDump: 'Copy what dump prints',
  },

  commands: {
    reload: (name: string) => `Reload ${name}`,
    clearCookies: (name: string) => `Clear cookies of ${name}`,
    developerTools: (name: string) => `Open developer tools of ${name}`,
    toggleStore: (isOn: boolean) => `Switch USE_SESSION_STORE ${isOn ? 'off: sessions in the cookie' : 'on: sessions in the store'}`,
    showTab: (name: string) => `Show ${name}`,
    clearLog: 'Clear the log',
  },

  time: (moment: number) => time.format(moment),
  dateTime: (moment: number) => `${date.format(moment)} ${time.format(moment)}`,
} as const
