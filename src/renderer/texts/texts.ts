import type { SessionMode, SessionRefusal } from '../../shared/stream/observation.ts'
import type { SettingsProblem } from '../../shared/stream/settings.ts'
import { consoleTexts, copyAsTexts, harTexts } from '../features/console/console-texts.ts'
import type { TextSize, Theme } from '../client/preferences.ts'
import { sequenceTexts } from '../features/sequence/sequence-wording.ts'
import { cookieTexts, storeTexts } from '../features/cookies/jar-texts.ts'
import { attribute } from '../features/exchange-detail/attribute-wording.ts'
import {
  comparison,
  crash,
  date,
  plural,
  refusals,
  status,
  summary,
  textSizeNames,
  themeNames,
  time,
} from './wording.ts'

/** Every text that the panel shows or reads out, in English. */
export const texts = {
  title: 'Sessionscope',

  mode: {
    setting: 'USE_SESSION_STORE',
    value: (isOn: boolean) => (isOn ? 'True' : 'False'),
    hint: (isOn: boolean, isYours: boolean) =>
      isOn
        ? `session ${isYours ? 'kept by your class' : 'in the store'}, only its id in the cookie`
        : 'whole session in the cookie, signed',
  },
  servers: {
    listening: 'is listening',
    stopped: 'stopped',
  },
  connection: {
    connecting: 'Connecting to the lab…',
    lost: 'The connection to the lab is lost. What you see is from before; it goes on by itself when the lab is back.',
  },
  token: {
    needed: 'This panel asks for the token that the server printed when it started.',
    wrong: 'That is not the token that the server printed when it started.',
    form: 'Token of the lab',
    field: 'Token, or the whole address that was printed',
    enter: 'Open the panel',
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
  problem: ({ file, line, key, message, isAlone = false }: SettingsProblem) => ({
    place: line > 0 ? `${file}, line ${line}` : file,
    message: key === undefined ? message : `${key}: ${message}`,
    consequence: isAlone ? 'The rest of the file is in force.' : 'The last good settings stay in force.',
  }),
  crash,
  dismiss: 'Dismiss',
  save: 'Save',
  cancel: 'Cancel',
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
    partitioned: 'Partitioned',
    path: (path: string) => `Path=${path}`,
  },

  inspector: 'Inspector',
  resizeBrowsers: 'Width of Browser A',
  resizeInspector: 'Height of the browsers',
  tabs: {
    timeline: 'Timeline',
    sequence: 'Sequence',
    cookies: 'Cookies',
    store: 'Store',
    console: 'Console',
    code: 'Code',
  },

  timeline: {
    exchanges: 'Exchanges',
    columns: {
      number: '#',
      who: 'who',
      request: 'request',
      status: 'status',
      summary: 'what came of it',
      duration: 'time',
    },
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
      milliseconds < 1000
        ? `${milliseconds} ms`
        : milliseconds < 60_000
          ? `${Math.round(milliseconds / 1000)} s`
          : `${Math.round(milliseconds / 60_000)} min`,
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
    tryExperiment: (title: string) => `${title}: try the experiment`,
    tamper: 'Tamper with it…',
    copyTo: (name: string) => `Copy to ${name}`,
    putBack: (name: string) => `Put back into ${name}`,
    parts: {
      payload: 'payload',
      time: 'time',
      signature: 'signature',
      value: 'value',
      stored: 'stored',
      attributes: 'attributes',
    },
  },

  detail: {
    title: (exchange: number) => `Exchange #${exchange}`,
    close: 'Close the details',
    openInConsole: 'Open in Console',
    thread: 'The thread of this click',
    request: (host?: string) => (host === undefined ? 'Request' : `Request to ${host}`),
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

  sequence: sequenceTexts,

  cookies: cookieTexts,
  store: storeTexts,

  console: consoleTexts,
  har: harTexts,
  copyAs: copyAsTexts,

  commands: {
    palette: 'Command palette…',
    nextTheme: 'Next theme',
    larger: 'Larger text',
    smaller: 'Smaller text',
    normalSize: 'Normal text size',
    groups: { view: 'View', lab: 'Lab' },
    reload: (name: string) => `Reload ${name}`,
    clearCookies: (name: string) => `Clear cookies of ${name}`,
    developerTools: (name: string) => `Open developer tools of ${name}`,
    toggleStore: (isOn: boolean) =>
      `Switch USE_SESSION_STORE ${isOn ? 'off: sessions in the cookie' : 'on: sessions in the store'}`,
    showTab: (name: string) => `Show ${name}`,
    clearLog: 'Clear the log',
    newRequest: 'Compose a new request in the Console',
    sendRequest: 'Send the request of the Console',
    exportHar: 'Export all exchanges as HAR',
    importHar: 'Import a HAR file',
    closeImported: 'Close the HAR file: back to the lab’s own exchanges',
  },

  time: (moment: number) => time.format(moment),
  dateTime: (moment: number) => `${date.format(moment)} ${time.format(moment)}`,
} as const
