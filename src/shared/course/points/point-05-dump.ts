import type { Point } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import { exchangeEvidence, isAnswered, isByHand, kvRequestOf, type Answered } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { dumpEvidence, dumpsIn, keysOf } from './dumps.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const dump = dumpsIn(exchanges).findLast(({ prefix }) => prefix === '')
  if (dump !== undefined)
    return passed(
      dump.keys.length === 1
        ? 'The one key was listed, and its value read.'
        : `All ${dump.keys.length} keys were listed, and their values read.`,
      dumpEvidence(dump),
    )
  const list = exchanges.findLast(
    (seen): seen is Answered => isAnswered(seen) && seen.requested.to === 'kv' && isByHand(seen) && isListOfAll(seen),
  )
  if (list !== undefined && list.end.status === 200 && keysOf(list).length === 0) {
    return failedVerdict(
      'The list of keys was empty, so there was nothing to dump.',
      'Set a key first, as in point 4, and dump again.',
      [exchangeEvidence(list)],
    )
  }
  return pending(['the keys are listed', list !== undefined], ['the value of every one of them is read', false])
}

const isListOfAll = (seen: JoinedExchange): boolean => {
  const request = kvRequestOf(seen)
  return request.verb === 'list' && request.prefix === ''
}

/** Dump all keys and values. */
export const dumpAll: Point = {
  kind: 'point',
  id: 'point-5',
  number: 5,
  title: 'Dump all keys and values',
  task: 'Put a key or two into the service, then print everything that it holds.',
  look: 'A dump is nothing special: one request for the list of keys, then one for each of them. The Timeline shows them all.',
  hints: [
    'A small program does it: ask for `/`, go through `keys`, ask for each.',
    'In a terminal: `sessionscope dump` with the address of the key-value service, as the Store tab shows it. In the repository that is `npm run sessionscope -- dump`.',
  ],
  explanation: [
    'Whoever reaches the service can read all of it: it asks for no password. In a real installation it stands where only the application can reach it.',
    'The keys may change between the list and the reads. A dump is no snapshot, unless the store offers one.',
  ],
  steps: [
    step('Set two keys', {
      do: 'request',
      server: 'kv',
      method: 'POST',
      target: '/',
      json: '{"fruit":"apple","fish":["cod","eel"]}',
    }),
    step('Dump everything', { do: 'dump', prefix: '' }),
  ],
  check,
}
