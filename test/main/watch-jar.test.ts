import type { Cookies } from 'electron'
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { JarCookie } from '../../src/shared/stream/lab-state.ts'
import { watchJar } from '../../src/main/watch-jar.ts'

/** A jar of Chromium's of which a test says what is in it, and when it may be read. */
const jarOf = () => {
  const emitter = new EventEmitter()
  const waiting: { answer: (names: readonly string[]) => void; fail: () => void }[] = []
  const get = () =>
    new Promise((resolve, reject) => {
      waiting.push({
        answer: (names) => {
          resolve(names.map((name) => ({ name, value: '', sameSite: 'lax' })))
        },
        fail: () => {
          reject(new Error('it is gone'))
        },
      })
    })
  const told: string[][] = []
  const problems: (string | undefined)[] = []
  const watched = watchJar(Object.assign(emitter, { get }) as unknown as Cookies, {
    tell: (cookies: JarCookie[]) => told.push(cookies.map(({ name }) => name)),
    onProblem: (problem) => problems.push(problem),
  })
  const next = async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0)
    const [first] = waiting.splice(0, 1)
    if (first === undefined) throw new Error('the jar is being read')
    return first
  }
  return { ...watched, change: () => emitter.emit('changed'), next, waiting, told, problems }
}

test('a thousand changes during one reading are one more reading, which sees the last of them', async () => {
  const { change, next, told, waiting, read } = jarOf()
  change()
  const first = await next()
  for (let turn = 0; turn < 1_000; turn += 1) change()
  const asked = read()
  first.answer(['a'])
  ;(await next()).answer(['a', 'b'])
  await asked
  expect(told).toEqual([['a'], ['a', 'b']])
  expect(waiting).toEqual([])
})

test('a jar that could not be read is told, and read again', async () => {
  const { change, next, told, problems } = jarOf()
  change()
  ;(await next()).fail()
  await expect.poll(() => problems).toEqual(['it is gone'])
  change()
  ;(await next()).answer(['a'])
  await expect.poll(() => told).toEqual([['a']])
  expect(problems).toEqual(['it is gone', undefined])
})
