import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, exchangeEvidence, pageEvidence, shortValue } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { readCookie } from '../../cookie/readers/cookie-readers.ts'
import { partOf } from '../../cookie/readers/cookie-reading.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { readableCount } from './requests-with-cookie.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges)
  const read = pages.find(({ value, count }) => readableCount(value) === count)
  if (read !== undefined) {
    const { text = '', says = '' } = partOf(readCookie(read.value), 'data') ?? {}
    return passed(
      'The payload of the cookie is plain base64: it says the very count of the page, and no key was needed to read it.',
      [exchangeEvidence(read, `${shortValue(text)} decodes to ${says}`)],
    )
  }
  const sealed = pages.at(-1)
  if (sealed !== undefined) {
    return failedVerdict(
      'The count could not be read from the cookie.',
      'Switch `USE_SESSION_STORE` off: with the store the cookie holds only an id.',
      [pageEvidence(sealed)],
    )
  }
  return pending(['a page that comes with a signed cookie, whose payload can be read', false])
}

/** Signed is not encrypted. */
export const signedNotEncrypted: Experiment = {
  kind: 'experiment',
  id: 'signed-not-encrypted',
  title: 'Signed is not encrypted',
  misconception: 'The session cookie is protected with `SECRET_KEY`, so only the server can read what is in it.',
  prediction: {
    question: 'Who can read the count in a signed session cookie?',
    choices: ['Only the server, with `SECRET_KEY`', 'Anybody who sees the cookie', 'Nobody: it is a hash'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it, then decode the first part of the cookie as base64: no key is needed', {
      do: 'reload',
      browser: 'browser-a',
    }),
  ],
  check,
  explanation: [
    'A signature proves who wrote something; it hides nothing. The cookie is `payload.time.signature`, and the payload is JSON in URL-safe base64: `echo eyJjb3VudCI6Mn0= | base64 -d` prints it.',
    'So nothing belongs into a client-side session that its owner, or whoever looks over their shoulder, may not read: no passwords, no prices that are secret, no notes about the customer.',
  ],
  source: 'RFC 6265bis §8.3 (Clear Text): what is secret must be encrypted besides being signed',
}
