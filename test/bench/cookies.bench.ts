import { performance } from 'node:perf_hooks'
import { test } from '@playwright/test'
import { readCookie } from '../../src/shared/cookie/readers/cookie-readers.ts'
import ordinary from '../cookies/ordinary-cookies.json' with { type: 'json' }
import { cookieOf, cookieVectors } from '../support/cookie-vectors.ts'
import { report } from './support/report.ts'
import { median, percentile, rounded } from './support/statistics.ts'

const repetitions = 200
const batches = 41

interface Read {
  readonly name: string
  readonly value: string
}

/** Microseconds that one reading takes: of each batch the mean, so that the clock's own grain does not count. */
const microseconds = (cookie: Read): number[] =>
  Array.from({ length: batches }, () => {
    const began = performance.now()
    for (let left = repetitions; left > 0; left -= 1) readCookie(cookie.value, cookie)
    return ((performance.now() - began) * 1000) / repetitions
  })

const row = (what: string, cookies: readonly Read[]): string[] => {
  const times = cookies.map((cookie) => median(microseconds(cookie)))
  return [
    what,
    String(cookies.length),
    rounded(median(times)),
    rounded(percentile(times, 0.95)),
    rounded(Math.max(...times)),
  ]
}

test('what reading a cookie costs', async () => {
  const read = cookieVectors.map(cookieOf).map((cookie) => ({ cookie, kind: readCookie(cookie.value, cookie).kind }))
  const of = (...kinds: readonly string[]) =>
    read.filter(({ kind }) => kinds.includes(kind)).map(({ cookie }) => cookie)
  await report({
    name: 'cookies',
    title: 'What reading a cookie costs',
    how: `\`readCookie\` on the cookies of the tests, in microseconds: the median of ${batches} times ${repetitions} readings of each. With 100,000 exchanges behind it the panel reads each cookie that it shows.`,
    tables: [
      {
        head: ['cookies', 'how many', 'median', '95 %', 'longest'],
        rows: [
          row('ordinary ones, of no session', ordinary),
          row('ids and data that nobody signs', of('id', 'plain', 'opaque')),
          row('signed', of('signed')),
          row('encrypted', of('encrypted')),
        ],
      },
    ],
  })
})
