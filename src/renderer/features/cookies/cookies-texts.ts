import { date, time } from '../../texts/wording.ts'

/** What the Cookies tab says. */
export const cookiesTexts = {
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
  unspecified: 'not given',
  laxByDefault: (isSimulated: boolean) => `Lax (by default${isSimulated ? ', as' : ''} in Chromium)`,
  copyValue: (cookie: string) => `Copy the value of ${cookie}`,
  withBrowser: 'when the browser closes',
  expires: (moment: number) => `${date.format(moment)}, ${time.format(moment)}`,
  empty: (name: string) => `The jar of ${name} is empty. Reload it: the counter will set a cookie.`,
  attributes: 'attributes',
  actions: 'actions',
  add: (name: string) => `Add a cookie to ${name}`,
  edit: (cookie: string) => `Edit ${cookie}`,
  copyTo: (cookie: string, name: string) => `Copy ${cookie} to ${name}`,
  delete: (cookie: string) => `Delete ${cookie}`,
  addTitle: (name: string) => `A new cookie in ${name}`,
  editTitle: (cookie: string, name: string) => `Cookie ${cookie} of ${name}`,
  hint: 'It is put into the jar itself: no server is asked, and the next request carries it.',
  domainHint: 'leading dot: hosts below, too',
  expiresHint: 'empty: when the browser closes',
  badExpiry: 'That is not a date and time.',
  refused: 'Refused',
  noneRefused: 'nothing so far',
  withheld: 'Not sent with requests',
  heldBack: (times: number, at: number) =>
    `${times === 1 ? 'held back' : `held back ${times} times, last`} at ${time.format(at)} from a request to`,
  reasonsUnknown:
    'Chromium does not say why while its developer tools are open. What is missing from the jar shows here all the same.',
  inferred: 'it did not arrive in the jar; the reason is not known',
  lastLines: 'Last Set-Cookie lines it received',
  noLines: 'none yet',
} as const
